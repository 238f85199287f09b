/** Our ids beside the JDK's, uuid-creator's, ulid-creator's and java-uuid-generator's. */
@NullMarked
package io.travertine.benchmarks.ids;

import org.jspecify.annotations.NullMarked;
