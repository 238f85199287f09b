/** What can be done with a data directory that no broker has open: verify, look inside, recover. */
@NullMarked
package io.travertine.cli.offline;

import org.jspecify.annotations.NullMarked;
