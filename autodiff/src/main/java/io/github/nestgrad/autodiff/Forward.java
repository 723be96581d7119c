package io.github.nestgrad.autodiff;

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
        for (int k = 0; k < x.length; k++) {
            primals[k] = primalOf(x[k]);
        }
        Tensor y = bind(p, primals);
        Tensor tangent = null;
        for (int k = 0; k < x.length; k++) {
            Tensor own = tangentOf(x[k]);
            if (own != null) {
                Tensor contribution = p.jvp(k, own, primals, y);
                tangent = tangent == null || contribution == null ? contribution == null ? tangent : contribution
                        : tangent.plus(contribution);
            }
        }
        return tangent == null ? y : box(y, tangent);
    }
}
