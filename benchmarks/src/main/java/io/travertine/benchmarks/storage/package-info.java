/** Measures the ordered byte store beside embedded stores that others use: the same entries, the same promise, each in a JVM of its own. */
@NullMarked
package io.travertine.benchmarks.storage;

import org.jspecify.annotations.NullMarked;
