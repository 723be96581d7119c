/**
 * Dense doubles and matrix-free linear solvers in plain Java.
 *
 * <p>The incubating Vector API is not required: where it is present at run time the vector kernels read it.
 */
@SuppressWarnings("module") // autodiff is built after this module, so its name is not known yet
module io.github.nestgrad.linalg {
    exports io.github.nestgrad.linalg;
    exports io.github.nestgrad.linalg.factor;
    exports io.github.nestgrad.linalg.kernel to io.github.nestgrad.autodiff;
    exports io.github.nestgrad.linalg.parallel;
    exports io.github.nestgrad.linalg.solver;
    exports io.github.nestgrad.linalg.spectral;
}
