package io.travertine.benchmarks.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * One round of one scenario on one broker.
 *
 * @param cpu of the broker
 * @param clientCpuSeconds of this process
 * @param otherCpuSeconds of everything else on the machine: kernel threads, other programs, the resting broker
 * @param stealSeconds that the host gave to others
 */
record Measurement(
        String scenario,
        Scenario.Table table,
        String client,
        String peer,
        int round,
        long records,
        long bytes,
        long requests,
        double seconds,
        CpuTime cpu,
        double clientCpuSeconds,
        double otherCpuSeconds,
        double stealSeconds,
        double loadAverage,
        double p50Ms,
        double p99Ms,
        double p999Ms) {

    static Measurement of(Scenario scenario, String peerName, int round, Peer peer, Topic topic, long nanos)
            throws IOException {
        InetSocketAddress address = peer.address();
        long self = ProcessHandle.current().pid();
        double loadAverage = MachineLoad.loadAverage();
        MachineLoad machineBefore = MachineLoad.now();
        CpuTime clientBefore = CpuTime.of(self);
        CpuTime before = CpuTime.of(peer.pid());
        Load.Outcome outcome = scenario.load().run(address, topic, nanos);
        CpuTime cpu = CpuTime.of(peer.pid()).since(before);
        double client = CpuTime.of(self).since(clientBefore).total();
        MachineLoad machine = MachineLoad.now().since(machineBefore);
        return new Measurement(
                scenario.name(),
                scenario.table(),
                scenario.load().client(),
                peerName,
                round,
                outcome.records(),
                outcome.bytes(),
                outcome.requests(),
                outcome.nanos() / 1e9,
                cpu,
                client,
                Math.max(0, machine.busy() - cpu.total() - client),
                machine.steal(),
                loadAverage,
                outcome.latencies().percentileMs(50),
                outcome.latencies().percentileMs(99),
                outcome.latencies().percentileMs(99.9));
    }

    double recordsPerSecond() {
        return records / seconds;
    }

    /** Of the broker, warm, until the acknowledgement; for each million records. */
    double cpuPerMillion() {
        return cpu.acknowledgePath() / records * 1e6;
    }

    /** The same with what compaction took meanwhile. */
    double totalCpuPerMillion() {
        return cpu.withoutJit() / records * 1e6;
    }

    double jitShare() {
        return cpu.total() == 0 ? 0 : cpu.jit() / cpu.total();
    }

    /** True when the machine was not ours alone: more than a tenth of a core went elsewhere. */
    boolean disturbed() {
        return otherCpuSeconds + stealSeconds > 0.1 * seconds;
    }
}
