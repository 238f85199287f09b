package io.travertine.benchmarks.storage;

import java.nio.ByteBuffer;
import org.lmdbjava.Dbi;
import org.lmdbjava.Env;
import org.lmdbjava.PutFlags;
import org.lmdbjava.Txn;

final class LmdbWriter implements Writer {
    private static final PutFlags[] APPEND = {PutFlags.MDB_APPEND};
    private static final PutFlags[] ANYWHERE = {};

    private final Env<ByteBuffer> env;
    private final Dbi<ByteBuffer> entries;
    private final PutFlags[] flags;
    private final ByteBuffer key = ByteBuffer.allocateDirect(Entries.KEY_BYTES);
    private final ByteBuffer value = ByteBuffer.allocateDirect(Entries.VALUE_BYTES);
    private final byte[] firstValue = new byte[Entries.VALUE_BYTES];
    private final byte[] secondValue = new byte[Entries.VALUE_BYTES];

    LmdbWriter(Env<ByteBuffer> env, Dbi<ByteBuffer> entries, boolean inOrder) {
        this.env = env;
        this.entries = entries;
        this.flags = inOrder ? APPEND : ANYWHERE;
    }

    @Override
    public void put(byte[] newKey, byte[] newValue) {
        try (Txn<ByteBuffer> transaction = env.txnWrite()) {
            put(transaction, newKey, newValue);
            transaction.commit();
        }
    }

    private void put(Txn<ByteBuffer> transaction, byte[] newKey, byte[] newValue) {
        if (!entries.put(transaction, LmdbBytes.fill(key, newKey), LmdbBytes.fill(value, newValue), flags)) {
            throw new IllegalStateException("the key was not appended");
        }
    }

    @Override
    public void put(Batch batch, Promise promise) {
        try (Txn<ByteBuffer> transaction = env.txnWrite()) {
            for (int i = 0; i < batch.count; i++) {
                put(transaction, batch.keys[i], batch.values[i]);
            }
            transaction.commit();
        }
        if (promise == Promise.DISK) {
            env.sync(true);
        }
    }

    @Override
    public void delete(Batch batch) {
        try (Txn<ByteBuffer> transaction = env.txnWrite()) {
            for (int i = 0; i < batch.count; i++) {
                entries.delete(transaction, LmdbBytes.fill(key, batch.keys[i]));
            }
            transaction.commit();
        }
    }

    @Override
    public void swap(byte[] first, byte[] second) {
        try (Txn<ByteBuffer> transaction = env.txnWrite()) {
            read(transaction, first, firstValue);
            read(transaction, second, secondValue);
            put(transaction, first, secondValue);
            put(transaction, second, firstValue);
            transaction.commit();
        }
    }

    private void read(Txn<ByteBuffer> transaction, byte[] wanted, byte[] into) {
        ByteBuffer found = entries.get(transaction, LmdbBytes.fill(key, wanted));
        if (found == null) {
            throw new IllegalStateException("a key is missing");
        }
        found.get(found.position(), into);
    }
}
