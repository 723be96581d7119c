package io.github.nestgrad.linalg;

import java.util.Objects;
import java.util.function.BiConsumer;

/** A = Aᵀ, so that one product serves for both. */
record SymmetricOperator(int size, BiConsumer<double[], double[]> product) implements LinearOperator {

    SymmetricOperator {
        Objects.requireNonNull(product, "product");
        if (size < 0) {
            throw new IllegalArgumentException("symmetric operator: size " + size + " (expected 0 or more)");
        }
    }

    @Override
    public int rows() {
        return size;
    }

    @Override
    public int columns() {
        return size;
    }

    @Override
    public void apply(double[] x, double[] out) {
        product.accept(x, out);
    }

    @Override
    public void applyTranspose(double[] x, double[] out) {
        product.accept(x, out);
    }
}
