/**
 * Hypergradients of nested problems: iterative and implicit differentiation, descent on them, and ready problems.
 */
module io.github.nestgrad.bilevel {
    requires transitive io.github.nestgrad.autodiff;

    exports io.github.nestgrad.bilevel;
    exports io.github.nestgrad.bilevel.data;
    exports io.github.nestgrad.bilevel.implicit;
    exports io.github.nestgrad.bilevel.iterative;
    exports io.github.nestgrad.bilevel.lower;
    exports io.github.nestgrad.bilevel.model;
    exports io.github.nestgrad.bilevel.upper;
}
