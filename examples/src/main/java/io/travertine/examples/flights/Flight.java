package io.travertine.examples.flights;

import io.travertine.schema.annotation.Check;
import io.travertine.schema.annotation.TimeRange;
import io.travertine.schema.annotation.Topic;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.time.Instant;

/**
 * A flight within the United States in 2001.
 *
 * @param date when it left
 * @param delay of its arrival in minutes; less than 0 when it was early
 * @param distance in miles
 * @param origin the airport's code
 * @param destination the airport's code
 */
@Topic("flights")
@Check(value = "origin <> destination", field = "destination", message = "must be another airport than origin")
public record Flight(
        @NotNull @TimeRange(from = "2001-01-01", to = "2001-12-31T23:59:59Z")
        Instant date,

        @Min(-1440) @Max(2880) int delay,
        @Positive int distance,
        @NotNull @Pattern(regexp = "[A-Z]{3}") String origin,
        @NotNull @Pattern(regexp = "[A-Z]{3}") String destination) {}
