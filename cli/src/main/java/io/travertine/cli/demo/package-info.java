/** The demo: real flights through every door of a broker, and questions whose answers are known. */
@NullMarked
package io.travertine.cli.demo;

import org.jspecify.annotations.NullMarked;
