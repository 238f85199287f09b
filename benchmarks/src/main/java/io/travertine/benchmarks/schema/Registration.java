package io.travertine.benchmarks.schema;

import io.travertine.schema.annotation.Topic;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The record that is validated: annotations that all three libraries know. */
@Topic("registrations")
public record Registration(
        @NotBlank @Size(min = 3, max = 20) @Pattern(regexp = "[a-z][a-z0-9_]*") String username,

        @NotNull @Email String email,
        @Min(13) @Max(150) int age,
        @NotNull @Pattern(regexp = "free|pro") String plan,
        @PositiveOrZero long credits,
        @NotNull @Valid Address address,
        @Size(max = 8) List<@NotBlank @Size(max = 10) String> tags) {
    /** Where somebody lives. */
    public record Address(
            @NotBlank @Size(max = 50) String street,
            @NotBlank String city,
            @Pattern(regexp = "[0-9]{5}") String zip) {}

    static Registration valid() {
        return new Registration(
                "ada_lovelace",
                "ada@example.org",
                36,
                "pro",
                1_200,
                new Address("12 St James's Square", "London", "12345"),
                List.of("math", "poetry", "engines"));
    }

    static Registration invalid() {
        return new Registration("A!", "nobody", 7, "gold", -1, new Address("", "London", "1"), List.of("math", ""));
    }
}
