/** What topics there are, durable in the metadata store. */
@NullMarked
package io.travertine.engine.catalog;

import org.jspecify.annotations.NullMarked;
