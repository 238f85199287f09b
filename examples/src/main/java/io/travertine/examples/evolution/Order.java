package io.travertine.examples.evolution;

import io.travertine.schema.annotation.ColumnName;
import io.travertine.schema.annotation.Default;
import io.travertine.schema.annotation.PrimaryKey;
import io.travertine.schema.annotation.Since;
import io.travertine.schema.annotation.Topic;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as it is by now, ten versions after it had an id, a customer, a quantity, a price and a note. */
@Topic(value = "orders", version = 10)
public record Order(
        @PrimaryKey long id,

        @ColumnName(
                value = "buyer_name",
                formerly = {"buyer", "customer"})
        @NotNull @Size(min = 1, max = 40) String buyer,

        @NotNull @Digits(integer = 6, fraction = 3) BigDecimal price,

        @ColumnName(value = "quantity", formerly = "qty") @PositiveOrZero long quantity,

        @ColumnName(value = "state", formerly = "status") @Since(2) @Default("PAID") @NotNull State state,

        @Since(10) @Default("[]") List<@NotNull String> tags,
        @Since(10) @Nullable Instant placed) {
    /** Where an order is. */
    public enum State {
        OPEN,
        PAID,
        SHIPPED
    }
}
