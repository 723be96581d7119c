package io.github.nestgrad.autodiff;

import java.util.function.Function;

/** Hessian-vector products, composed of two first-order modes in three ways. */
final class HessianProducts {

    private static final String OPERATION = "hvp";

    private HessianProducts() {}

    static <P> P hvp(Layout<P> layout, Function<? super P, Tensor> f, P x, P v, HvpMode mode) {
        Tensor[] along = FirstOrder.tangents(OPERATION, layout, x, v);
        return layout.of(hvp(FirstOrder.over(layout, f), layout.tensors(x), along, mode));
    }

    private static Tensor[] hvp(Function<Tensor[], Tensor[]> f, Tensor[] x, Tensor[] v, HvpMode mode) {
        return switch (mode) {
            case RR -> Tape.of(Gradients.of(OPERATION, f), x).pullBack(v);
            case RF -> Tape.of(s -> new Tensor[] {slope(f, s, v)}, x).pullBack(Tensor.of(1));
            case FR -> {
                FirstOrder.Pushed gradient = FirstOrder.push(Gradients.of(OPERATION, f), x, v);
                Tensor[] product = gradient.tangents();
                for (int k = 0; k < product.length; k++) {
                    product[k] = Tape.orZero(product[k], x[k].shape());
                }
                yield product;
            }
        };
    }

    /** ⟨∇f(x), v⟩. */
    private static Tensor slope(Function<Tensor[], Tensor[]> f, Tensor[] x, Tensor[] v) {
        FirstOrder.Pushed y = FirstOrder.push(f, x, v);
        Gradients.requireScalar(OPERATION, y.values()[0], y.tangents()[0] != null);
        return y.tangents()[0];
    }
}
