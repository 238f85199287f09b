package io.travertine.examples.registration;

import io.travertine.schema.annotation.Check;
import io.travertine.schema.annotation.Flags;
import io.travertine.schema.annotation.OneOf;
import io.travertine.schema.annotation.PrimaryKey;
import io.travertine.schema.annotation.Topic;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;

/** Somebody registered. The compiler makes {@code UserRegistrationType} of it. */
@Topic("user-registrations")
@Check(value = "plan <> 'pro' or age >= 18", field = "plan", message = "pro is for adults")
public record UserRegistration(
        @PrimaryKey @NotBlank @Size(min = 3, max = 20) @Pattern(regexp = "[a-z][a-z0-9_]*") String username,

        @NotNull @Email String email,
        @Min(13) int age,
        @NotNull @OneOf({"free", "pro"}) String plan,
        @Flags({"beta", "news"}) Set<String> flags) {}
