package io.travertine.benchmarks.kafka;

import java.util.ArrayList;
import java.util.List;

/** One line of a table: a load, on a topic of so many partitions, with this durability. */
record Scenario(String name, Table table, Durability durability, int partitions, Load load) {
    private static final int BATCH = 1 << 16;
    private static final int RATE = 5_000;
    private static final Payload SMALL = new Payload(100, "none");
    private static final Payload SMALL_LZ4 = new Payload(100, "lz4");
    private static final Payload LARGE = new Payload(1_000, "none");
    private static final Payload LARGE_LZ4 = new Payload(1_000, "lz4");

    /** Which figures a scenario is about. */
    enum Table {
        THROUGHPUT("Throughput"),
        REQUESTS("Small requests"),
        LATENCY("Latency");

        final String title;

        Table(String title) {
            this.title = title;
        }
    }

    static List<Scenario> of(Effort effort) {
        List<Scenario> all = new ArrayList<>();
        for (Payload payload : List.of(SMALL, SMALL_LZ4, LARGE, LARGE_LZ4)) {
            all.add(produce(payload, Durability.CACHE, 1, 1));
        }
        all.add(produce(LARGE, Durability.FSYNC, 1, 1));
        all.add(produce(LARGE, Durability.FSYNC, 12, 8));
        all.add(consume(SMALL, 1));
        all.add(consume(LARGE, 1));
        all.add(smallRequests(Durability.CACHE));
        all.add(roundTrip(Durability.CACHE));
        all.add(roundTrip(Durability.FSYNC));
        all.add(fixedRate(Durability.FSYNC, 5));
        all.add(fixedRate(Durability.FSYNC, 0));
        if (effort != Effort.QUICK) {
            all.add(produce(SMALL, Durability.CACHE, 12, 1));
            all.add(produce(LARGE, Durability.CACHE, 12, 1));
            all.add(produce(SMALL, Durability.FSYNC, 12, 8));
            all.add(clientProduce(SMALL));
            all.add(clientProduce(LARGE));
            all.add(clientConsume(LARGE));
            all.add(fixedRate(Durability.CACHE, 5));
            all.add(fixedRate(Durability.CACHE, 0));
        }
        if (effort == Effort.FULL) {
            for (Payload payload : List.of(SMALL_LZ4, LARGE_LZ4)) {
                all.add(produce(payload, Durability.CACHE, 12, 1));
                all.add(produce(payload, Durability.FSYNC, 1, 1));
                all.add(produce(payload, Durability.FSYNC, 12, 8));
            }
            all.add(produce(SMALL, Durability.FSYNC, 1, 1));
            all.add(produce(LARGE, Durability.FSYNC, 12, 1));
            all.add(produce(LARGE, Durability.FSYNC, 1, 8));
            all.add(consume(LARGE_LZ4, 1));
            all.add(consume(LARGE, 12));
            all.add(smallRequests(Durability.FSYNC));
        }
        return all;
    }

    private static Scenario produce(Payload payload, Durability durability, int partitions, int producers) {
        String name = "produce " + payload + ", " + durability + ", " + count(partitions, "partition") + ", "
                + count(producers, "producer");
        return new Scenario(name, Table.THROUGHPUT, durability, partitions, new RawProduce(payload, BATCH, producers));
    }

    private static Scenario consume(Payload payload, int partitions) {
        String name = "consume " + payload + ", " + count(partitions, "partition");
        return new Scenario(name, Table.THROUGHPUT, Durability.CACHE, partitions, new RawConsume(payload));
    }

    private static Scenario clientProduce(Payload payload) {
        String name = "produce " + payload + ", page cache, Kafka's producer";
        return new Scenario(name, Table.THROUGHPUT, Durability.CACHE, 1, new ClientProduce(payload));
    }

    private static Scenario clientConsume(Payload payload) {
        String name = "consume " + payload + ", Kafka's consumer";
        return new Scenario(name, Table.THROUGHPUT, Durability.CACHE, 1, new ClientConsume(payload));
    }

    private static Scenario smallRequests(Durability durability) {
        String name = "requests of one 100 B record, " + durability + ", 5 in flight";
        return new Scenario(name, Table.REQUESTS, durability, 1, new RawProduce(SMALL, 0, 1));
    }

    private static Scenario roundTrip(Durability durability) {
        String name = "end to end, one 100 B record in flight, " + durability;
        return new Scenario(name, Table.LATENCY, durability, 1, new RoundTrip(SMALL));
    }

    private static Scenario fixedRate(Durability durability, int lingerMs) {
        String name = RATE + "/s of 1000 B, linger " + lingerMs + ", " + durability;
        return new Scenario(name, Table.LATENCY, durability, 1, new FixedRate(LARGE, RATE, lingerMs));
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
