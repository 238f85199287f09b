/** The file system, injected everywhere, so that a test can lose, tear and refuse what a disk can. */
@NullMarked
package io.travertine.storage.file;

import org.jspecify.annotations.NullMarked;
