/**
 * Kafka's record batch v2, the unit that travels and is stored: its header in place, its records one by one, and the
 * making of new ones. Knows the bytes and nothing of topics or files.
 */
@NullMarked
package io.travertine.storage.batch;

import org.jspecify.annotations.NullMarked;
