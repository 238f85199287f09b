/**
 * A Java client: topics, typed producers and consumers, SQL. Records travel over Kafka's protocol with Kafka's own clients, all
 * else over HTTP with the JDK's.
 */
@NullMarked
package io.travertine.client;

import org.jspecify.annotations.NullMarked;
