package io.travertine.benchmarks.ids;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.fasterxml.uuid.impl.RandomBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import com.github.f4b6a3.ulid.UlidCreator;
import com.github.f4b6a3.uuid.UuidCreator;
import com.github.f4b6a3.uuid.alt.GUID;
import com.github.f4b6a3.uuid.enums.UuidNamespace;
import io.travertine.ids.BatchClock;
import io.travertine.ids.SharedGenerator;
import io.travertine.ids.TickedClock;
import io.travertine.ids.Ulid;
import io.travertine.ids.UlidGenerator;
import io.travertine.ids.UuidV4;
import io.travertine.ids.UuidV4Generator;
import io.travertine.ids.UuidV5;
import io.travertine.ids.UuidV7;
import io.travertine.ids.UuidV7Generator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One id, made anew. */
@State(Scope.Thread)
public class MakingIds {
    private static final int RANGE = 64;
    private static final String NAME = "https://example.com/orders/4711";

    private final TickedClock tickedClock = TickedClock.start(InstantSource.system(), Duration.ofMillis(1));
    private final UuidV7Generator tickedUuids = new UuidV7Generator(tickedClock);
    private final UlidGenerator tickedUlids = new UlidGenerator(tickedClock);
    private final BatchClock batchClock = new BatchClock(InstantSource.system());
    private final UuidV7Generator batchUuids = new UuidV7Generator(batchClock);
    private final UuidV7Generator uuids = new UuidV7Generator(InstantSource.system());
    private final UlidGenerator ulids = new UlidGenerator(InstantSource.system());
    private final SharedGenerator<UuidV7> shared = new SharedGenerator<>(new UuidV7Generator(InstantSource.system()));
    private final UuidV4Generator randoms = new UuidV4Generator();
    private final byte[] range = new byte[RANGE * 16];
    private final TimeBasedEpochGenerator jug = Generators.timeBasedEpochGenerator();
    private final RandomBasedGenerator jugV4 = Generators.randomBasedGenerator();
    private final NameBasedGenerator jugV5 = Generators.nameBasedGenerator(NameBasedGenerator.NAMESPACE_URL);
    private final TimeBasedEpochRandomGenerator jugRandom = Generators.timeBasedEpochRandomGenerator();

    @TearDown
    public void close() {
        tickedClock.close();
    }

    /** What every id with an exact clock costs at least. */
    @Benchmark
    public long clock() {
        return System.currentTimeMillis();
    }

    @Benchmark
    public UuidV4 v4Travertine() {
        return UuidV4.random();
    }

    @Benchmark
    public UuidV4 v4TravertineOwn() {
        return randoms.next();
    }

    @Benchmark
    public UUID v4Jdk() {
        return UUID.randomUUID();
    }

    @Benchmark
    public UUID v4UuidCreator() {
        return UuidCreator.getRandomBased();
    }

    @Benchmark
    public UUID v4Jug() {
        return jugV4.generate();
    }

    @Benchmark
    public UuidV5 v5Travertine() {
        return UuidV5.of(UuidV5.URL, NAME);
    }

    @Benchmark
    public UUID v5UuidCreator() {
        return UuidCreator.getNameBasedSha1(UuidNamespace.NAMESPACE_URL, NAME);
    }

    @Benchmark
    public UUID v5Jug() {
        return jugV5.generate(NAME);
    }

    @Benchmark
    public UuidV7 v7Travertine() {
        return UuidV7.next();
    }

    @Benchmark
    public UuidV7 v7TravertineOwn() {
        return uuids.next();
    }

    @Benchmark
    public UuidV7 v7TravertineShared() {
        return shared.next();
    }

    @Benchmark
    public UuidV7 v7TravertineTicked() {
        return tickedUuids.next();
    }

    @Benchmark
    public UuidV7 v7TravertineBatch() {
        return batchUuids.next();
    }

    @Benchmark
    @OperationsPerInvocation(RANGE)
    public byte[] v7TravertineRange() {
        uuids.write(range, 0, RANGE);
        return range;
    }

    @Benchmark
    public UUID v7UuidCreator() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    @Benchmark
    public UUID v7UuidCreatorFast() {
        return UuidCreator.getTimeOrderedEpochFast();
    }

    /** Not strong: ThreadLocalRandom. */
    @Benchmark
    public GUID v7WeakUuidCreatorGuid() {
        return GUID.v7();
    }

    /** Not strong: ThreadLocalRandom. */
    @Benchmark
    public GUID v4WeakUuidCreatorGuid() {
        return GUID.v4();
    }

    /** Not strong: ThreadLocalRandom. */
    @Benchmark
    public com.github.f4b6a3.ulid.Ulid ulidWeakUlidCreator() {
        return com.github.f4b6a3.ulid.Ulid.fast();
    }

    @Benchmark
    public UUID v7Jug() {
        return jug.generate();
    }

    @Benchmark
    public UUID v7JugRandom() {
        return jugRandom.generate();
    }

    @Benchmark
    public Ulid ulidTravertine() {
        return Ulid.next();
    }

    @Benchmark
    public Ulid ulidTravertineOwn() {
        return ulids.next();
    }

    @Benchmark
    public Ulid ulidTravertineTicked() {
        return tickedUlids.next();
    }

    @Benchmark
    @OperationsPerInvocation(RANGE)
    public byte[] ulidTravertineRange() {
        ulids.write(range, 0, RANGE);
        return range;
    }

    @Benchmark
    public Ulid ulidPlainTravertine() {
        return Ulid.plain();
    }

    @Benchmark
    public com.github.f4b6a3.ulid.Ulid ulidUlidCreator() {
        return UlidCreator.getMonotonicUlid();
    }

    @Benchmark
    public com.github.f4b6a3.ulid.Ulid ulidPlainUlidCreator() {
        return UlidCreator.getUlid();
    }
}
