/** One handler per Kafka request; what touches groups is in {@link io.travertine.broker.kafka.group}. */
@NullMarked
package io.travertine.broker.kafka.api;

import org.jspecify.annotations.NullMarked;
