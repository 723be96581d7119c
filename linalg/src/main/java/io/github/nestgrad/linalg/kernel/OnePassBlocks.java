package io.github.nestgrad.linalg.kernel;

/** How many rows of X a one-pass product takes at a time. */
final class OnePassBlocks {

    // half of an L2 cache of 512 KiB, which also holds W and G
    private static final int ENTRIES = 32 * 1024;
    private static final int FEWEST = 8;
    private static final int MOST = 64;

    private OnePassBlocks() {}

    static int rows(int columns) {
        int fitting = columns == 0 ? MOST : ENTRIES / columns;
        return Math.max(FEWEST, Math.min(MOST, fitting / FEWEST * FEWEST));
    }
}
