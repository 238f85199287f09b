package io.travertine.benchmarks.storage;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Cursor;
import org.lmdbjava.Dbi;
import org.lmdbjava.Env;
import org.lmdbjava.GetOp;
import org.lmdbjava.Txn;

/** Each get renews one read transaction, so that it sees what is newest: lmdbjava's cheapest way. */
final class LmdbReader implements Reader {
    private final Env<ByteBuffer> env;
    private final Dbi<ByteBuffer> entries;
    private final Txn<ByteBuffer> transaction;
    private final ByteBuffer key = ByteBuffer.allocateDirect(Entries.KEY_BYTES);
    private final byte[] value = new byte[Entries.VALUE_BYTES];

    LmdbReader(Env<ByteBuffer> env, Dbi<ByteBuffer> entries) {
        this.env = env;
        this.entries = entries;
        transaction = env.txnRead();
        transaction.reset();
    }

    @Override
    public byte @Nullable [] get(byte[] wanted) {
        transaction.renew();
        try {
            return get(transaction, wanted);
        } finally {
            transaction.reset();
        }
    }

    private byte @Nullable [] get(Txn<ByteBuffer> open, byte[] wanted) {
        ByteBuffer found = entries.get(open, LmdbBytes.fill(key, wanted));
        if (found == null) {
            return null;
        }
        found.get(found.position(), value);
        return value;
    }

    @Override
    public byte @Nullable [] getFromSnapshot(byte[] wanted) {
        try (Txn<ByteBuffer> snapshot = env.txnRead()) {
            return get(snapshot, wanted);
        }
    }

    @Override
    public EntryCursor cursor() {
        Txn<ByteBuffer> own = env.txnRead();
        return new LmdbCursor(own, entries.openCursor(own));
    }

    @Override
    public void close() {
        transaction.close();
    }

    private final class LmdbCursor implements EntryCursor {
        private final Txn<ByteBuffer> own;
        private final Cursor<ByteBuffer> cursor;
        private final byte[] keyHere = new byte[Entries.KEY_BYTES];
        private final byte[] valueHere = new byte[Entries.VALUE_BYTES];

        LmdbCursor(Txn<ByteBuffer> own, Cursor<ByteBuffer> cursor) {
            this.own = own;
            this.cursor = cursor;
        }

        @Override
        public boolean first() {
            return cursor.first();
        }

        @Override
        public boolean seek(byte[] wanted) {
            return cursor.get(LmdbBytes.fill(key, wanted), GetOp.MDB_SET_RANGE);
        }

        @Override
        public boolean next() {
            return cursor.next();
        }

        @Override
        public byte[] key() {
            return copy(cursor.key(), keyHere);
        }

        @Override
        public byte[] value() {
            return copy(cursor.val(), valueHere);
        }

        private static byte[] copy(ByteBuffer from, byte[] into) {
            from.get(from.position(), into);
            return into;
        }

        @Override
        public void close() {
            cursor.close();
            own.close();
        }
    }
}
