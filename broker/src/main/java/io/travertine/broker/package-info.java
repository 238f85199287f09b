/** The server: one engine behind the Kafka protocol and HTTP. */
@NullMarked
package io.travertine.broker;

import org.jspecify.annotations.NullMarked;
