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
 *
 * <h2>Speed</h2>
 * One thread, vector kernels, measured on 25 November 2026 on an AMD EPYC (Zen 4, two virtual processors); times on JDK
 * 17.0.15, ratios to OpenBLAS 0.3.31 with LAPACK, or to libtorch 2.10.0 for the functions from exp to log-sum-exp, in
 * one interleaved run (below 1: faster), on JDK 17 and 25; then the ratio that is aimed at, and the part of the
 * machine's limit that is reached: 57.3 GF/s, 97 GB/s from L3, 117 GB/s from L2, 203 GB/s from L1.
 *
 * <table>
 * <caption>Times in µs and ratios</caption>
 * <tr><th>operation</th><th>µs</th><th>JDK 17</th><th>JDK 25</th><th>aim</th><th>of the limit</th></tr>
 * <tr><td>dot, n = 1000</td><td>0.120</td><td>1.39</td><td>1.44</td><td>1.10</td><td>65 %</td></tr>
 * <tr><td>dot, n = 100,000</td><td>16.6</td><td>1.01</td><td>1.01</td><td>1.10</td><td>82 %</td></tr>
 * <tr><td>axpy, n = 1000</td><td>0.104</td><td>1.02</td><td>1.03</td><td>1.15</td><td>whole</td></tr>
 * <tr><td>axpy, n = 100,000</td><td>18.4</td><td>1.05</td><td>1.05</td><td>1.15</td><td>whole</td></tr>
 * <tr><td>A x, 2000×500</td><td>96.5</td><td>0.97</td><td>0.94</td><td>1.10</td><td>85 %</td></tr>
 * <tr><td>Aᵀ x, 2000×500</td><td>101</td><td>1.01</td><td>1.00</td><td>1.10</td><td>82 %</td></tr>
 * <tr><td>A B, 64³</td><td>9.9</td><td>1.07</td><td>1.09</td><td>1.05</td><td>93 %</td></tr>
 * <tr><td>A B, 256³</td><td>626</td><td>0.96</td><td>0.96</td><td>1.05</td><td>93 %</td></tr>
 * <tr><td>A B, 1024³</td><td>42306</td><td>1.02</td><td>1.05</td><td>1.05</td><td>89 %</td></tr>
 * <tr><td>A B, 128×784 by 784×128</td><td>485</td><td>0.91</td><td>0.90</td><td>0.95</td><td>92 %</td></tr>
 * <tr><td>A B, 2000×784 by 784×10</td><td>733</td><td>0.47</td><td>0.42</td><td>0.50</td><td>75 %</td></tr>
 * <tr><td>Aᵀ B, 784×2000 by 2000×10</td><td>1076</td><td>0.61</td><td>0.57</td><td>0.75</td><td>51 %</td></tr>
 * <tr><td>exp, 100,000</td><td>91.2</td><td>0.97</td><td>0.93</td><td>1.00</td><td>–</td></tr>
 * <tr><td>log, 100,000</td><td>105</td><td>0.83</td><td>0.82</td><td>1.00</td><td>–</td></tr>
 * <tr><td>tanh, 100,000</td><td>132</td><td>0.40</td><td>0.38</td><td>0.50</td><td>–</td></tr>
 * <tr><td>σ, 100,000</td><td>98.4</td><td>0.88</td><td>0.86</td><td>1.00</td><td>–</td></tr>
 * <tr><td>row log-sum-exp, 2000×10</td><td>42.0</td><td>0.59</td><td>0.56</td><td>1.00</td><td>–</td></tr>
 * <tr><td>Cholesky and solve, n = 500</td><td></td><td>1.32</td><td>1.31</td><td>1.60</td><td>–</td></tr>
 * <tr><td>LU and solve, n = 500</td><td></td><td>1.04</td><td>0.98</td><td>1.60</td><td>–</td></tr>
 * <tr><td>symmetric eigenvalues, n = 200</td><td></td><td>1.42</td><td>1.85</td><td>2.50</td><td>–</td></tr>
 * </table>
 *
 * <p>Two aims are missed. The numbers of a {@code double[]} begin 16 bytes behind an address that nothing in Java can
 * align, so every second load of a vector crosses a cache line, while the peer's memory is aligned: dot of 1000 takes it
 * 0.087 µs. In C the same loop took 0.075 µs on aligned memory and 0.116 µs on memory that lies as a Java array does.
 *
 * <table>
 * <caption>Designs for dot, n = 1000, in runs with arrays that lie differently</caption>
 * <tr><th>design</th><th>µs</th></tr>
 * <tr><td>4 accumulators, two vectors each in a round</td><td>0.114 to 0.133</td></tr>
 * <tr><td>6 accumulators (in use)</td><td>0.104 to 0.122</td></tr>
 * <tr><td>8 accumulators</td><td>0.101 to 0.124</td></tr>
 * </table>
 *
 * <p>A product of 64³ runs its inner loop at 97 % of the peak and loses 7 % at the ends of its 64 tiles; designs tried,
 * 256 bits wide, where the peer takes 9.1 µs:
 *
 * <table>
 * <caption>Designs for A B, 64³</caption>
 * <tr><th>tile (rows × vectors)</th><th>µs</th></tr>
 * <tr><td>4×4, the first tile of a column packs B (in use)</td><td>9.7 to 10.3</td></tr>
 * <tr><td>the same, two inner steps at a time</td><td>9.6 to 10.1; 3 % slower for an inner size of 784</td></tr>
 * <tr><td>4×4, nothing packed</td><td>9.8 if B lies well, else 11.0</td></tr>
 * <tr><td>4×4, B packed beforehand</td><td>10.1 to 10.5</td></tr>
 * <tr><td>5×4, the first tile packs B</td><td>9.9 to 10.0</td></tr>
 * <tr><td>6×4</td><td>10.0 to 10.3</td></tr>
 * <tr><td>2×8</td><td>10.3 to 10.6</td></tr>
 * <tr><td>8×2</td><td>11.3 to 11.9</td></tr>
 * </table>
 *
 * <p>Two threads take 22.9 ms for a product of 1024³ where one takes 41.5 (1.81 times as fast), 125 µs for A x of
 * 2000×1000 where one takes 251, 254 µs for a one-pass product of that size where one takes 496. The scalar kernels
 * take 55 µs for 64³, 3.4 ms for 256³ and 250 ms for 1024³, where EJML 0.46.1 takes 97 µs, 6.3 ms and 335 ms. The
 * workloads are in the test class {@code peers.Workloads}, with the command that measures them.
 */
package io.github.nestgrad.linalg;
