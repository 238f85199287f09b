@NullMarked
package io.travertine.storage.batch;

import org.jspecify.annotations.NullMarked;
