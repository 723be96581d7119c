package io.github.nestgrad.bilevel.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Which rows of a table train, validate and test.
 *
 * <p>With p the numbers 0 … n − 1 in the order {@code Collections.shuffle(p, new Random(seed))} gives them, the first
 * ⌊3n/5⌋ train, the next ⌊n/5⌋ validate, and the rest test. The order is part of the platform's documented contract,
 * so a seed means the same split everywhere. The arrays are shared with the caller, who must not change them.
 *
 * @param train the training rows
 * @param validation the validation rows
 * @param test the test rows
 */
public record Split(int[] train, int[] validation, int[] test) {

    /** The fewest rows that leave one or more in each part. */
    public static final int FEWEST_ROWS = 5;

    /**
     * Splits n rows.
     *
     * @param rows n
     * @param seed the seed of the shuffle
     * @return the split
     * @throws IllegalArgumentException if n is less than {@link #FEWEST_ROWS}
     */
    public static Split of(int rows, long seed) {
        if (rows < FEWEST_ROWS) {
            throw new IllegalArgumentException("split: " + rows + " rows; expected " + FEWEST_ROWS + " or more");
        }
        List<Integer> shuffled = new ArrayList<>(IntStream.range(0, rows).boxed().toList());
        Collections.shuffle(shuffled, new Random(seed));
        int[] order = shuffled.stream().mapToInt(Integer::intValue).toArray();
        int trainEnd = (int) (3L * rows / 5);
        int validationEnd = trainEnd + rows / 5;
        return new Split(Arrays.copyOf(order, trainEnd), Arrays.copyOfRange(order, trainEnd, validationEnd),
                Arrays.copyOfRange(order, validationEnd, rows));
    }
}
