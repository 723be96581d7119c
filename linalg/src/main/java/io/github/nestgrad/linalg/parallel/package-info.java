/**
 * Threads, which a computation uses only if its caller gives them.
 *
 * <p>{@link io.github.nestgrad.linalg.parallel.Parallelism} says how many threads may work and on which executor they
 * run. It goes with the data: {@code matrix.withParallelism(p)} is the same matrix, whose products are shared out among
 * the threads. The results are the same to the last bit for any number of threads, since the order of every sum
 * depends on sizes alone; what is too small to gain is computed by the calling thread.
 */
package io.github.nestgrad.linalg.parallel;
