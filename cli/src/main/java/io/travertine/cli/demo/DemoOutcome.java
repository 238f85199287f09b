package io.travertine.cli.demo;

/**
 * How the demo went.
 *
 * @param answers after compaction
 * @param sameBefore whether the fresh log gave the same ones
 * @param sameConsumed whether a Kafka consumer got exactly the lines that were sent
 */
public record DemoOutcome(Answers answers, boolean sameBefore, boolean sameConsumed) {
    public boolean asExpected() {
        return sameBefore && sameConsumed;
    }
}
