package io.travertine.benchmarks.micro;

import java.util.List;

/**
 * A part of the page, and of the benchmarks.
 *
 * @param name of the package that has the benchmarks
 */
public record Section(String name, String title, List<Comparison> comparisons) {}
