/** The command line: one class per command, thin over the broker, the client library and the offline tools. */
@NullMarked
package io.travertine.cli;

import org.jspecify.annotations.NullMarked;
