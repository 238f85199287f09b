package io.travertine.benchmarks.schema;

import io.avaje.validation.ImportValidPojo;
import io.travertine.schema.json.JsonReader;
import io.travertine.schema.validation.RecordValidator;
import io.travertine.schema.validation.Violations;
import jakarta.validation.Validation;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One record validated: one without and one with violations. */
@State(Scope.Thread)
@ImportValidPojo(Registration.class)
public class RecordValidation {
    private final Registration valid = Registration.valid();
    private final Registration invalid = Registration.invalid();
    private final Violations violations = new Violations();
    private final byte[] json = RecordJson.encoded();
    private final JsonReader reader = new JsonReader();
    private final RecordValidator dynamic = new RecordValidator(RegistrationType.INSTANCE.schema());
    private final jakarta.validation.Validator hibernate =
            Validation.buildDefaultValidatorFactory().getValidator();
    private final io.avaje.validation.Validator avaje =
            io.avaje.validation.Validator.builder().build();

    @Benchmark
    public boolean validTravertine() {
        RegistrationType.INSTANCE.validate(valid, violations.reset());
        return violations.isEmpty();
    }

    @Benchmark
    public Collection<?> validHibernate() {
        return hibernate.validate(valid);
    }

    @Benchmark
    public Collection<?> validAvaje() {
        return avaje.check(valid);
    }

    @Benchmark
    public Collection<?> invalidTravertine() {
        RegistrationType.INSTANCE.validate(invalid, violations.reset());
        return violations.list();
    }

    @Benchmark
    public Collection<?> invalidHibernate() {
        return hibernate.validate(invalid);
    }

    @Benchmark
    public Collection<?> invalidAvaje() {
        return avaje.check(invalid, Locale.ENGLISH);
    }

    /** From JSON by a schema that came as data, as the broker does it. */
    @Benchmark
    public boolean jsonBySchema() {
        dynamic.validate(reader.reset(json), violations.reset());
        return violations.isEmpty();
    }
}
