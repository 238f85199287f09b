package io.travertine.benchmarks.micro;

import java.util.List;

/** One of our figures, the peers' that promise as much, and how many times as fast ours should be. */
public record Comparison(String title, String ours, List<String> peers, String goal) {}
