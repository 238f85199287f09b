/** The SQL prompt. */
@NullMarked
package io.travertine.cli.sql;

import org.jspecify.annotations.NullMarked;
