package io.github.nestgrad.linalg.kernel;

/**
 * The cut of n rows or columns into parts of nearly equal size, which begin at multiples of a grain.
 *
 * <p>Kernels work on groups of rows and columns and treat the rest apart. Cut between groups, every group stays what it
 * was, and so do the bits of the result.
 */
record Slices(int n, int parts) {

    /** A multiple of the height and of the width of all groups. */
    static final int GRAIN = 48;

    /** As many parts as asked for, if each has some grains of its own to work on. */
    static Slices of(int n, int mostParts) {
        return new Slices(n, Math.max(1, Math.min(mostParts, n / (2 * GRAIN))));
    }

    /** Where a part begins, and the one before it ends. */
    int from(int part) {
        long grains = (n + GRAIN - 1) / GRAIN;
        return (int) Math.min(n, grains * part / parts * GRAIN);
    }

    int size(int part) {
        return from(part + 1) - from(part);
    }
}
