package io.travertine.benchmarks.ids;

import com.fasterxml.uuid.impl.UUIDUtil;
import com.github.f4b6a3.uuid.UuidCreator;
import io.travertine.ids.Ulid;
import io.travertine.ids.UuidText;
import io.travertine.ids.UuidV7;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Texts of ids, read and written. */
@State(Scope.Thread)
public class IdTexts {
    private static final int IDS = 64;

    private final UuidV7[] uuids = new UuidV7[IDS];
    private final UUID[] jdkUuids = new UUID[IDS];
    private final String[] uuidTexts = new String[IDS];
    private final Ulid[] ulids = new Ulid[IDS];
    private final com.github.f4b6a3.ulid.Ulid[] peerUlids = new com.github.f4b6a3.ulid.Ulid[IDS];
    private final String[] ulidTexts = new String[IDS];
    private final byte[] buffer = new byte[UuidText.LENGTH];
    private int at;

    public IdTexts() {
        for (int i = 0; i < IDS; i++) {
            ulids[i] = Ulid.plain();
            ulidTexts[i] = ulids[i].toString();
            peerUlids[i] = com.github.f4b6a3.ulid.Ulid.from(ulidTexts[i]);
            uuids[i] = ulids[i].toUuidV7();
            jdkUuids[i] = uuids[i].toUuid();
            uuidTexts[i] = uuids[i].toString();
        }
    }

    private int next() {
        at = (at + 1) & (IDS - 1);
        return at;
    }

    @Benchmark
    public String uuidFormatTravertine() {
        return uuids[next()].toString();
    }

    @Benchmark
    public byte[] uuidFormatTravertineBuffer() {
        uuids[next()].writeText(buffer, 0);
        return buffer;
    }

    @Benchmark
    public String uuidFormatJdk() {
        return jdkUuids[next()].toString();
    }

    @Benchmark
    public String uuidFormatUuidCreator() {
        return UuidCreator.toString(jdkUuids[next()]);
    }

    @Benchmark
    public UUID uuidParseTravertine() {
        return UuidText.parse(uuidTexts[next()]);
    }

    @Benchmark
    public UUID uuidParseJdk() {
        return UUID.fromString(uuidTexts[next()]);
    }

    @Benchmark
    public UUID uuidParseUuidCreator() {
        return UuidCreator.fromString(uuidTexts[next()]);
    }

    @Benchmark
    public UUID uuidParseJug() {
        return UUIDUtil.uuid(uuidTexts[next()]);
    }

    @Benchmark
    public String ulidFormatTravertine() {
        return ulids[next()].toString();
    }

    @Benchmark
    public byte[] ulidFormatTravertineBuffer() {
        ulids[next()].writeText(buffer, 0);
        return buffer;
    }

    @Benchmark
    public String ulidFormatUlidCreator() {
        return peerUlids[next()].toString();
    }

    @Benchmark
    public Ulid ulidParseTravertine() {
        return Ulid.parse(ulidTexts[next()]);
    }

    @Benchmark
    public com.github.f4b6a3.ulid.Ulid ulidParseUlidCreator() {
        return com.github.f4b6a3.ulid.Ulid.from(ulidTexts[next()]);
    }
}
