package io.travertine.benchmarks.storage;

import java.util.List;
import java.util.Map;

/** All that a run found, as the JSON file has it. */
record StorageResults(
        String date,
        String effort,
        double minutes,
        Map<String, String> machine,
        Map<String, String> settings,
        Map<String, String> engines,
        List<String> failures,
        List<Round> rounds) {}
