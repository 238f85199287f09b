/** Runs JMH on a group of benchmarks and writes what came out, beside the peers, into a page. */
@NullMarked
package io.travertine.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
