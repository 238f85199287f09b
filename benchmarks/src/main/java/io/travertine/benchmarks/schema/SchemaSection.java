package io.travertine.benchmarks.schema;

import io.travertine.benchmarks.micro.Comparison;
import io.travertine.benchmarks.micro.Section;
import java.util.List;

/** What is compared of record types. */
public final class SchemaSection {
    public static final Section SECTION = new Section(
            "schema",
            "Record types beside Hibernate Validator, Avaje Validator and Jackson",
            List.of(
                    new Comparison(
                            "validate a valid record", "validTravertine", List.of("validHibernate", "validAvaje"), "3"),
                    new Comparison(
                            "validate one with eight violations",
                            "invalidTravertine",
                            List.of("invalidHibernate", "invalidAvaje"),
                            "3"),
                    new Comparison("validate JSON by a schema as data", "jsonBySchema", List.of(), ""),
                    new Comparison(
                            "encode as row, Jackson as JSON", "encodeRowTravertine", List.of("encodeJackson"), "3"),
                    new Comparison("decode a row, Jackson JSON", "decodeRowTravertine", List.of("decodeJackson"), "3"),
                    new Comparison("encode as JSON", "encodeTravertine", List.of("encodeJackson"), "3"),
                    new Comparison("decode JSON", "decodeTravertine", List.of("decodeJackson"), "3")));

    private SchemaSection() {}
}
