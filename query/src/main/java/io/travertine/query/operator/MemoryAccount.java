package io.travertine.query.operator;

/** How much of the query's memory one operator holds. */
final class MemoryAccount {
    private final ExecutionContext context;
    private long heldBytes;

    MemoryAccount(ExecutionContext context) {
        this.context = context;
    }

    /** Sets what is held now. */
    void hold(long bytes) {
        context.reserve(bytes - heldBytes);
        heldBytes = bytes;
    }
}
