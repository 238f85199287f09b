package declarations;

import io.travertine.ids.Ulid;
import io.travertine.ids.UuidV7;
import io.travertine.schema.annotation.*;
import io.travertine.schema.validation.ValidatorFactory;
import jakarta.validation.constraints.*;
import java.math.BigDecimal;
import java.time.*;
import java.util.*;
import java.util.function.Predicate;

@Topic(value = "everything", version = 3)
@Check(value = "starts <= ends", field = "ends", message = "must not be before starts")
@Check("plan <> 'PRO' or age >= 18")
@Check("ratio < 1 or count is not null")
@Check("not (plan in ('FREE') and trusted)")
public record Everything(
        @PrimaryKey @NotBlank @Size(min = 3, max = 20) @Pattern(regexp = "[a-z][a-z0-9_]*", message = "'${validatedValue}' is odd")
                String username,
        @Email String email,
        @Min(13) @Max(150) int age,
        @NotNull Plan plan,
        @Flags({"beta", "news"}) Set<String> flags,
        @Since(2) @Default("7") @Positive @Min(-4) long level,
        @DecimalRange(min = "0", max = "1.5") double ratio,
        @Digits(integer = 3, fraction = 2) BigDecimal price,
        Integer count,
        boolean trusted,
        @Past LocalDate born,
        Instant starts,
        @TimeRange(from = "2020-01-01", to = "2030-01-01") Instant ends,
        @OneOf({"1", "2", "3"}) short kind,
        @ColumnName(value = "home_address", formerly = "address") Address address,
        List<@NotBlank @Size(max = 5) String> tags,
        @Unique @Sorted List<Integer> steps,
        Map<@Size(max = 3) String, @NotNull @PositiveOrZero Double> scores,
        Contact contact,
        Optional<@Size(max = 4) String> nickname,
        UuidV7 id,
        Ulid parent,
        UUID other,
        @Size(max = 4) byte[] blob,
        @ValidatedBy(value = EvenFactory.class, parameters = "offset=1") Integer odd,
        List<@NotNull Address> others) {
    public enum Plan {
        FREE,
        PRO
    }

    @Check("zip is not null or city <> 'Nowhere'")
    public record Address(@NotBlank String city, @Size(max = 10) String zip) {}

    public sealed interface Contact {}

    public record Phone(@NotNull @Pattern(regexp = "\\+?\\d+") String number) implements Contact {}

    public record Visit(@Future Instant at, List<Address> stops) implements Contact {}

    public static class EvenFactory implements ValidatorFactory<Integer> {
        public String message() {
            return "must be even with offset {offset}";
        }

        public Predicate<Integer> create(Map<String, String> parameters) {
            int offset = Integer.parseInt(parameters.get("offset"));
            return number -> (number + offset) % 2 == 0;
        }
    }
}
