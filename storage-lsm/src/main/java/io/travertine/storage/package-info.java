/** What every floor of the storage shares: the errors a damaged or foreign file is reported with. */
@NullMarked
package io.travertine.storage;

import org.jspecify.annotations.NullMarked;
