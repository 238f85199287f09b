/** Validation and JSON of record types, beside Hibernate Validator, Avaje Validator and Jackson. */
@NullMarked
package io.travertine.benchmarks.schema;

import org.jspecify.annotations.NullMarked;
