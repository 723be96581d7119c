package io.github.nestgrad.bilevel.upper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BoxTest {

    @Test
    void projectsEntryByEntryAndLeavesItsArgument() {
        double[] x = {-5, 0.5, 7};
        assertArrayEquals(new double[] {-1, 0.5, 2}, new Box(-1, 2).project(x));
        assertArrayEquals(new double[] {-5, 0.5, 7}, x);
    }

    @Test
    void unboundedMovesNothing() {
        double[] x = {-1e300, 0, 1e300};
        assertArrayEquals(x, Box.unbounded().project(x));
    }

    @Test
    void boundsAreInOrder() {
        assertEquals("box: the bounds are 2.0 and 1.0 (expected the lower one first)",
                assertThrows(IllegalArgumentException.class, () -> new Box(2, 1)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Box(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new Box(0, Double.NaN));
        assertArrayEquals(new double[] {1}, new Box(1, 1).project(new double[] {9}));
    }
}
