/** What commands print: rows as tables, CSV or JSON; numbers with units; progress. */
@NullMarked
package io.travertine.cli.output;

import org.jspecify.annotations.NullMarked;
