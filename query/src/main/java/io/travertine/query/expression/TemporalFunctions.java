package io.travertine.query.expression;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.LongColumn;
import io.travertine.schema.ColumnType;
import java.time.LocalDate;

/** The functions of dates and times. Dates are widened to timestamps first. */
public final class TemporalFunctions {
    /** A Monday, so that buckets of weeks begin on one. */
    private static final long BUCKET_ORIGIN = LocalDate.of(2000, 1, 3).toEpochDay() * Timestamps.MICROS_PER_DAY;

    private TemporalFunctions() {}

    public static Expression truncate(TimeUnit unit, Expression operand) {
        return new LongFunction(ColumnType.TIMESTAMP, timestamp(operand), unit::truncate);
    }

    public static Expression extract(TimeUnit unit, Expression operand) {
        return new LongFunction(ColumnType.INT64, timestamp(operand), unit::extract);
    }

    /** The beginning of the bucket of so many microseconds. */
    public static Expression bucket(long micros, Expression operand) {
        if (micros <= 0) {
            throw EvaluationException.invalidArgument("a time bucket must be longer than nothing");
        }
        return new LongFunction(
                ColumnType.TIMESTAMP, timestamp(operand), time -> time - Math.floorMod(time - BUCKET_ORIGIN, micros));
    }

    /** Microseconds since 1970, divided. */
    public static Expression epoch(long divisor, Expression operand) {
        return new LongFunction(ColumnType.INT64, timestamp(operand), time -> Math.floorDiv(time, divisor));
    }

    /** Adds an interval of months, or subtracts it; the day is kept where the month has it. */
    public static Expression plusMonths(Expression time, Expression months, int sign) {
        return new Plus(timestamp(time), months, true, sign);
    }

    /** Adds an interval of microseconds, or subtracts it. */
    public static Expression plusMicros(Expression time, Expression micros, int sign) {
        return new Plus(timestamp(time), micros, false, sign);
    }

    private static Expression timestamp(Expression operand) {
        return Cast.of(ColumnType.TIMESTAMP, operand);
    }

    private record Plus(Expression time, Expression amount, boolean months, int sign) implements Expression {
        @Override
        public ColumnType type() {
            return ColumnType.TIMESTAMP;
        }

        @Override
        public Column evaluate(ColumnBatch batch) {
            LongColumn times = (LongColumn) time.evaluate(batch);
            LongColumn amounts = (LongColumn) amount.evaluate(batch);
            Nulls nulls = Nulls.of(times, amounts);
            long[] result = new long[batch.rowCount()];
            try {
                for (int row : Columns.selectedRows(batch)) {
                    if (!nulls.contains(row)) {
                        result[row] = add(times.get(row), Math.multiplyExact(amounts.get(row), (long) sign));
                    }
                }
            } catch (ArithmeticException | java.time.DateTimeException overflow) {
                throw EvaluationException.outOfRange("a TIMESTAMP");
            }
            return Columns.longs(ColumnType.TIMESTAMP, result, result.length, nulls);
        }

        private long add(long micros, long by) {
            if (!months) {
                return Math.addExact(micros, by);
            }
            long day = Math.floorDiv(micros, Timestamps.MICROS_PER_DAY);
            long moved = LocalDate.ofEpochDay(day).plusMonths(by).toEpochDay();
            return Math.addExact(
                    Math.multiplyExact(moved, Timestamps.MICROS_PER_DAY),
                    Math.floorMod(micros, Timestamps.MICROS_PER_DAY));
        }
    }
}
