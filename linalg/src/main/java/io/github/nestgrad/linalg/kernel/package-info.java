/**
 * The innermost loops, on raw arrays, in two interchangeable sets.
 *
 * <p>{@link io.github.nestgrad.linalg.kernel.Kernels Kernels} is what both sets offer;
 * {@link io.github.nestgrad.linalg.kernel.KernelProvider KernelProvider} chooses between the one in plain Java and the
 * one on the Vector API, which lies in a source folder of its own and is compiled in a second pass, because the module
 * descriptor must not name an incubating module. This package is exported to {@code autodiff} alone.
 *
 * <p>Kernels have no state, and may be used by many threads at once.
 */
package io.github.nestgrad.linalg.kernel;
