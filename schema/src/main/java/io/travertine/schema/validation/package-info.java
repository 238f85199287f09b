/** Validators, what they find, and proof of having been validated. */
@NullMarked
package io.travertine.schema.validation;

import org.jspecify.annotations.NullMarked;
