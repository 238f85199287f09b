/** Connections: framing, order of answers, limits on memory and on what one peer may ask for at a time. */
@NullMarked
package io.travertine.broker.kafka.net;

import org.jspecify.annotations.NullMarked;
