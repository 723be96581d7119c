package io.github.nestgrad.autodiff;

/**
 * A primitive with the right value and a wrong rule for one argument.
 *
 * @param base the right primitive
 * @param argument for which argument the rule is wrong
 * @param mutation what is wrong
 * @param jvp whether the JVP is wrong
 * @param vjp whether the VJP is wrong
 */
record Mutant(Primitive base, int argument, Mutation mutation, boolean jvp, boolean vjp) implements Primitive {

    @Override
    public String operation() {
        return base.operation();
    }

    @Override
    public Tensor[] completed(Tensor... x) {
        return base.completed(x);
    }

    @Override
    public Shape shape(Shape... x) {
        return base.shape(x);
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        base.evaluate(x, y);
    }

    @Override
    public Concrete apply(Concrete... x) {
        return base.apply(x);
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        if (!jvp || k != argument) {
            return base.jvp(k, tangent, x, y);
        }
        Tensor result = base.jvp(k, tangent, mutation.arguments(x), mutation.value(y));
        return result == null ? null : mutation.of(result);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        if (!vjp || k != argument) {
            return base.vjp(k, cotangent, x, y);
        }
        Tensor result = base.vjp(k, cotangent, mutation.arguments(x), mutation.value(y));
        return result == null ? null : mutation.of(result);
    }

    @Override
    public String toString() {
        return mutation + " " + (jvp && vjp ? "both rules" : jvp ? "jvp" : "vjp") + " of argument " + argument;
    }
}
