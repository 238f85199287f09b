package io.travertine.benchmarks.kafka;

/** What the records of a load look like. The codec is one of Kafka's names: none, lz4. */
record Payload(int recordBytes, String codec) {
    @Override
    public String toString() {
        return recordBytes + " B " + codec;
    }
}
