package io.travertine.broker;

import io.travertine.engine.ShardLoop;
import io.vertx.core.Context;
import java.util.concurrent.CompletableFuture;

/** Lends a Vert.x event loop to a shard, so that connections and the shard's writes share one thread. */
final class VertxShardLoop implements ShardLoop {
    private final Context context;
    private final Thread thread;

    private VertxShardLoop(Context context, Thread thread) {
        this.context = context;
        this.thread = thread;
    }

    /** Not on an event loop: waits for the loop's thread. */
    static VertxShardLoop of(Context context) {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        context.runOnContext(ignored -> thread.complete(Thread.currentThread()));
        return new VertxShardLoop(context, thread.join());
    }

    @Override
    public void execute(Runnable task) {
        context.runOnContext(ignored -> task.run());
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }
}
