package io.github.nestgrad.autodiff;

import java.util.Arrays;
import java.util.Objects;

/**
 * Forward mode: each value travels with its tangent, and nothing is stored.
 *
 * <pre>
 *   y = p(x₀, …, xₙ)        ẏ = Σₖ Jₖ ẋₖ
 * </pre>
 */
final class Forward extends Interpreter {

    /** A primal with its tangent, of the same shape. */
    static final class Dual extends Lifted {
        final Tensor tangent;

        private Dual(Forward interpreter, Tensor primal, Tensor tangent) {
            super(interpreter, primal);
            this.tangent = tangent;
        }
    }

    Dual box(Tensor primal, Tensor tangent) {
        return new Dual(this, primal, tangent);
    }

    /** The tangent that this interpreter gave to {@code y}, or null if {@code y} does not depend on its inputs. */
    Tensor tangentOf(Tensor y) {
        return y instanceof Dual dual && dual.interpreter == this ? dual.tangent : null;
    }

    /** What is left of {@code y} without this interpreter. */
    Tensor primalOf(Tensor y) {
        return y instanceof Dual dual && dual.interpreter == this ? dual.primal : y;
    }

    @Override
    Tensor interpret(Primitive p, Tensor[] x) {
        Tensor[] primals = new Tensor[x.length];
        Tensor[] tangents = new Tensor[x.length];
        for (int k = 0; k < x.length; k++) {
            primals[k] = primalOf(x[k]);
            tangents[k] = tangentOf(x[k]);
        }
        if (p instanceof Joint joint) {
            TensorPair pushed = pushed(joint, tangents, primals);
            return pushed.second() == null ? pushed.first() : box(pushed.first(), pushed.second());
        }
        Tensor y = bind(p, primals);
        Tensor tangent = tangent(p, tangents, primals, y);
        return tangent == null ? y : box(y, tangent);
    }

    private static TensorPair pushed(Joint p, Tensor[] tangents, Tensor[] x) {
        try {
            return p.push(tangents, x);
        } catch (NotFinite e) {
            throw e.during("the value or the tangent of", p, x);
        }
    }

    /** ẏ = Σₖ Jₖ ẋₖ, where null stands for zero. */
    static Tensor tangent(Primitive p, Tensor[] tangents, Tensor[] x, Tensor y) {
        if (!p.hasDerivative()) {
            return null;
        }
        if (p instanceof Joint joint) {
            return Arrays.stream(tangents).allMatch(Objects::isNull) ? null : pushed(joint, tangents, x).second();
        }
        Tensor sum = null;
        for (int k = 0; k < x.length; k++) {
            if (tangents[k] != null) {
                sum = accumulated(p, k, sum, tangents[k], x, y);
            }
        }
        return sum;
    }

    private static Tensor accumulated(Primitive p, int k, Tensor sum, Tensor tangent, Tensor[] x, Tensor y) {
        try {
            return p.accumulateTangent(k, sum, tangent, x, y);
        } catch (NotFinite e) {
            throw e.during("the tangent by argument " + k + " of", p, x);
        }
    }
}
