/**
 * The broker's Kafka side. {@code net} turns bytes into requests and answers into bytes, {@code api} holds one handler per request,
 * {@code group} runs Kafka's own group coordinator over our log. No other package imports Kafka's internals.
 */
@NullMarked
package io.travertine.broker.kafka;

import org.jspecify.annotations.NullMarked;
