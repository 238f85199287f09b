/** Kafka's group coordinator over the topic {@code __consumer_offsets}, stored in our log like any other. */
@NullMarked
package io.travertine.broker.kafka.group;

import org.jspecify.annotations.NullMarked;
