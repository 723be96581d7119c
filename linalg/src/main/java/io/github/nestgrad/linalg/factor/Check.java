package io.github.nestgrad.linalg.factor;

import io.github.nestgrad.linalg.Matrix;

/** What the arguments of this package must be like, and what is said if they are not. */
final class Check {

    private Check() {}

    static void square(String operation, Matrix a) {
        if (a.rows() != a.columns()) {
            throw new IllegalArgumentException(operation + ": A is " + a.rows() + "x" + a.columns()
                    + " (expected a square matrix)");
        }
    }

    /** A vector that belongs to an m×n matrix. */
    static void length(String operation, int m, int n, String name, double[] x, int expected) {
        if (x.length != expected) {
            throw new IllegalArgumentException(operation + ": A is " + m + "x" + n + " but " + name + " has length "
                    + x.length + " (expected " + expected + ")");
        }
    }

    /** A matrix whose columns belong to an m×n matrix. */
    static void rows(String operation, int m, int n, Matrix b, int expected) {
        if (b.rows() != expected) {
            throw new IllegalArgumentException(operation + ": A is " + m + "x" + n + " but B has " + b.rows()
                    + " rows (expected " + expected + ")");
        }
    }

    static void finite(String operation, Matrix a) {
        double[] entries = a.array();
        for (int at = 0; at < entries.length; at++) {
            if (!Double.isFinite(entries[at])) {
                throw new ArithmeticException(operation + ": entry (" + at / a.columns() + ", " + at % a.columns()
                        + ") is " + entries[at] + " (expected finite numbers)");
            }
        }
    }

    /** A result of a finite matrix. */
    static void noOverflow(String what, int k, double[] values) {
        if (Double.isInfinite(values[k])) {
            throw new ArithmeticException(what + " " + k + " of " + values.length + " overflows (expected at most "
                    + Double.MAX_VALUE + ")");
        }
    }

    static void tolerance(String operation, double tolerance) {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException(
                    operation + ": tolerance " + tolerance + " (expected a number that is not negative)");
        }
    }
}
