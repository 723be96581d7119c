package io.github.nestgrad.linalg.kernel;

/**
 * From which sizes on it pays to use threads: to hand over a part and to wait for it takes some microseconds.
 *
 * @param gemmProducts m n k of a product of matrices
 * @param gemvEntries the entries of A in A x, and of a matrix whose rows are added up
 * @param gemvTransposedEntries the entries of A in Aᵀ x, of which each thread takes some columns and so short runs
 * @param onePassProducts rows · columns · k of a one-pass product
 * @param exponentialEntries the entries of a matrix whose exponentials are added up along the rows
 */
record ParallelThresholds(long gemmProducts, long gemvEntries, long gemvTransposedEntries, long onePassProducts,
        long exponentialEntries) {

    static final ParallelThresholds MEASURED = new ParallelThresholds(2_000_000, 120_000, 500_000, 300_000, 10_000);
}
