/** Quick figures of a running broker; the measurements that count are in benchmarks/. */
@NullMarked
package io.travertine.cli.bench;

import org.jspecify.annotations.NullMarked;
