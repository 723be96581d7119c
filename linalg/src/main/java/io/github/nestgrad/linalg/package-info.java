/**
 * Dense vectors, dense and sparse matrices of doubles, and linear maps given by their products.
 *
 * <p>A vector is a {@code double[]}, worked on by {@link io.github.nestgrad.linalg.Vectors Vectors}; a
 * {@link io.github.nestgrad.linalg.Matrix Matrix} is a row-major array with its sizes, a
 * {@link io.github.nestgrad.linalg.SparseMatrix SparseMatrix} stores the entries that are given, row by row. Both are
 * {@link io.github.nestgrad.linalg.LinearOperator LinearOperator}s where a matrix-free algorithm asks for one. Package
 * {@code factor} factorises matrices, {@code solver} solves linear systems given by operators and tells the true
 * residual, {@code spectral} bounds and estimates spectra.
 *
 * <h2>Kernels</h2>
 * The innermost loops exist twice, in plain Java and on the Vector API;
 * {@link io.github.nestgrad.linalg.KernelSet KernelSet} tells which set is in use and how to choose.
 *
 * <h2>Numbers and threads</h2> Every sum has a fixed order, so a call with the same arguments gives the same bits, run
 * after run and with any number of threads, as long as the kernel set is the same. Threads are used only if the caller
 * gives them with the matrix, {@link io.github.nestgrad.linalg.Matrix#withParallelism Matrix.withParallelism}. Matrices
 * do not change and may be shared between threads; an {@link io.github.nestgrad.linalg.OnePassProduct OnePassProduct},
 * which reads a large matrix once for two products, holds workspace and belongs to one thread at a time.
 */
package io.github.nestgrad.linalg;
