package io.travertine.query.operator;

import java.util.Arrays;

/** Arrays that hold one element a group and grow with the groups. */
final class Grow {
    private Grow() {}

    static long[] to(long[] array, int length) {
        return length <= array.length ? array : Arrays.copyOf(array, capacity(array.length, length));
    }

    static double[] to(double[] array, int length) {
        return length <= array.length ? array : Arrays.copyOf(array, capacity(array.length, length));
    }

    static int[] to(int[] array, int length) {
        return length <= array.length ? array : Arrays.copyOf(array, capacity(array.length, length));
    }

    static <T> T[] to(T[] array, int length) {
        return length <= array.length ? array : Arrays.copyOf(array, capacity(array.length, length));
    }

    private static int capacity(int now, int needed) {
        return (int) Math.min(Integer.MAX_VALUE - 64, Math.max(needed, 2L * now));
    }
}
