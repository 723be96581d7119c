package io.github.nestgrad.linalg.kernel;

import java.util.concurrent.ConcurrentLinkedQueue;

/** Workspace of the threads that help, kept from one product to the next: some are megabytes. */
final class SpareArrays {

    private final ConcurrentLinkedQueue<double[]> spare = new ConcurrentLinkedQueue<>();

    /** An array of at least this size, with anything in it. */
    double[] take(int size) {
        double[] array = spare.poll();
        return array != null && array.length >= size ? array : new double[size];
    }

    void giveBack(double[] array) {
        spare.add(array);
    }
}
