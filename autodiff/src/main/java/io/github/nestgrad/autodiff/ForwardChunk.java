package io.github.nestgrad.autodiff;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Forward mode with several tangents at once: the primal is evaluated once for all of them.
 *
 * <pre>
 *   y = p(x₀, …, xₙ)        ẏⱼ = Σₖ Jₖ ẋₖⱼ     for j = 1, …, c
 * </pre>
 */
final class ForwardChunk extends Interpreter {

    private final int width;

    /** Forward mode for {@code width} tangents. */
    ForwardChunk(int width) {
        this.width = width;
    }

    /** A primal with its tangents, of the same shape; null for zero. */
    static final class Bundle extends Lifted {
        private final Tensor[] tangents;

        private Bundle(ForwardChunk interpreter, Tensor primal, Tensor[] tangents) {
            super(interpreter, primal);
            this.tangents = tangents;
        }

        /** The tangents that are not zero. */
        List<Tensor> tangents() {
            return Arrays.stream(tangents).filter(Objects::nonNull).toList();
        }
    }

    /** The primal with its tangents, or the primal alone if they are all zero. */
    Tensor box(Tensor primal, Tensor[] tangents) {
        for (Tensor tangent : tangents) {
            if (tangent != null) {
                return new Bundle(this, primal, tangents);
            }
        }
        return primal;
    }

    private boolean owns(Tensor y) {
        return y instanceof Bundle bundle && bundle.interpreter == this;
    }

    /** Tangent j of {@code y}, or null for zero. */
    Tensor tangentOf(Tensor y, int j) {
        return owns(y) ? ((Bundle) y).tangents[j] : null;
    }

    /** What is left of {@code y} without this interpreter. */
    Tensor primalOf(Tensor y) {
        return owns(y) ? ((Bundle) y).primal : y;
    }

    @Override
    Tensor interpret(Primitive p, Tensor[] x) {
        Tensor[] primals = new Tensor[x.length];
        for (int k = 0; k < x.length; k++) {
            primals[k] = primalOf(x[k]);
        }
        Tensor y = bind(p, primals);
        Tensor[] tangents = new Tensor[width];
        Tensor[] along = new Tensor[x.length];
        for (int j = 0; j < width; j++) {
            for (int k = 0; k < x.length; k++) {
                along[k] = tangentOf(x[k], j);
            }
            tangents[j] = Forward.tangent(p, along, primals, y);
        }
        return box(y, tangents);
    }
}
