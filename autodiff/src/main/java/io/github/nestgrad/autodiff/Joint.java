package io.github.nestgrad.autodiff;

/**
 * A primitive that finds its derivatives with respect to all its arguments in one go, where one argument at a time
 * would repeat most of the work: the steps of a loop, the solution of a system.
 */
interface Joint extends Primitive {

    /**
     * The value with its tangent Σₖ Jₖ ẋₖ; the tangent is null for zero.
     *
     * @param tangents ẋₖ, null for zero; not all of them are
     */
    TensorPair push(Tensor[] tangents, Tensor[] x);

    /** The cotangents Jₖᵀ ȳ for all k that are wanted; null for zero, and where nothing is wanted. */
    Tensor[] pull(boolean[] wanted, Tensor cotangent, Tensor[] x, Tensor y);

    /**
     * The value and behind it what {@link #pull(boolean[], Tensor, Tensor[], Tensor, Tensor)} can use of the way to it;
     * null if there is nothing of the kind, and the value is to be asked for alone.
     */
    default Tensor keep(Tensor[] x) {
        return null;
    }

    /** The value that something kept begins with. */
    default Tensor valueOf(Tensor kept) {
        throw new UnsupportedOperationException(operation());
    }

    /** As {@link #pull(boolean[], Tensor, Tensor[], Tensor)}, with what was kept. */
    default Tensor[] pull(boolean[] wanted, Tensor cotangent, Tensor[] x, Tensor y, Tensor kept) {
        return pull(wanted, cotangent, x, y);
    }

    @Override
    default Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        Tensor[] tangents = new Tensor[x.length];
        tangents[k] = tangent;
        return push(tangents, x).second();
    }

    @Override
    default Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        boolean[] wanted = new boolean[x.length];
        wanted[k] = true;
        return pull(wanted, cotangent, x, y)[k];
    }
}
