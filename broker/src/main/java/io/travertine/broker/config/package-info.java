/** The server's configuration: a file, environment variables and options, in that order, checked key by key. */
@NullMarked
package io.travertine.broker.config;

import org.jspecify.annotations.NullMarked;
