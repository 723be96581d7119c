/**
 * Forward and reverse mode automatic differentiation over dense real arrays, nested to any depth.
 */
module io.github.nestgrad.autodiff {
    requires transitive io.github.nestgrad.linalg;

    exports io.github.nestgrad.autodiff;
    exports io.github.nestgrad.autodiff.expression;
    exports io.github.nestgrad.autodiff.trace;
}
