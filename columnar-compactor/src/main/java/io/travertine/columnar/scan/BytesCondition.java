package io.travertine.columnar.scan;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition on bytes, which compare unsigned. */
sealed interface BytesCondition {
    boolean test(byte[] source, int start, int end);

    /** Bytes between two bounds; a bound that is null bounds nothing. */
    record Interval(byte @Nullable [] low, boolean lowInclusive, byte @Nullable [] high, boolean highInclusive)
            implements BytesCondition {
        static Interval equal(byte[] constant) {
            return new Interval(constant, true, constant, true);
        }

        @Override
        public boolean test(byte[] source, int start, int end) {
            return aboveLow(source, start, end) && belowHigh(source, start, end);
        }

        boolean aboveLow(byte[] source, int start, int end) {
            byte[] bound = low;
            if (bound == null) {
                return true;
            }
            int order = Arrays.compareUnsigned(source, start, end, bound, 0, bound.length);
            return lowInclusive ? order >= 0 : order > 0;
        }

        boolean belowHigh(byte[] source, int start, int end) {
            byte[] bound = high;
            if (bound == null) {
                return true;
            }
            int order = Arrays.compareUnsigned(source, start, end, bound, 0, bound.length);
            return highInclusive ? order <= 0 : order < 0;
        }
    }

    /** Bytes that are one of a set, sorted. */
    record OneOf(byte[][] constants) implements BytesCondition {
        static OneOf of(List<Object> constants) {
            return new OneOf(constants.stream()
                    .map(byte[].class::cast)
                    .sorted(Arrays::compareUnsigned)
                    .toArray(byte[][]::new));
        }

        @Override
        public boolean test(byte[] source, int start, int end) {
            int from = 0;
            int to = constants.length - 1;
            while (from <= to) {
                int middle = from + to >>> 1;
                byte[] constant = constants[middle];
                int order = Arrays.compareUnsigned(constant, 0, constant.length, source, start, end);
                if (order == 0) {
                    return true;
                }
                if (order < 0) {
                    from = middle + 1;
                } else {
                    to = middle - 1;
                }
            }
            return false;
        }
    }

    /** SQL's LIKE. */
    record Like(LikePattern pattern) implements BytesCondition {
        @Override
        public boolean test(byte[] source, int start, int end) {
            return pattern.matches(source, start, end);
        }
    }
}
