package io.github.nestgrad.autodiff;

import java.util.function.UnaryOperator;

/** The directional derivative ∂f(x) v of a scalar function, by one of the two first-order modes. */
enum Mode {
    FORWARD {
        @Override
        Tensor derivative(UnaryOperator<Tensor> f, Tensor x, Tensor v) {
            return Differentiation.jvp(f, x, v).tangent();
        }
    },
    REVERSE {
        @Override
        Tensor derivative(UnaryOperator<Tensor> f, Tensor x, Tensor v) {
            return Differentiation.vjp(f, x).pullback(Tensor.of(1)).dot(v);
        }
    };

    abstract Tensor derivative(UnaryOperator<Tensor> f, Tensor x, Tensor v);

    /** f′ of a function of one number. */
    final UnaryOperator<Tensor> derivative(UnaryOperator<Tensor> f) {
        return x -> derivative(f, x, Tensor.of(1));
    }

    /** x ↦ ∂f(x) v. */
    final UnaryOperator<Tensor> along(Tensor v, UnaryOperator<Tensor> f) {
        return x -> derivative(f, x, v);
    }
}
