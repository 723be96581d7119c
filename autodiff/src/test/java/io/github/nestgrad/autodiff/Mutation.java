package io.github.nestgrad.autodiff;

/** A way in which a rule can be wrong. */
enum Mutation {

    /** A factor that is off in the seventh digit. */
    SCALED {
        @Override
        Tensor of(Tensor result) {
            return result.times(1 + 1e-6);
        }
    },

    NEGATED {
        @Override
        Tensor of(Tensor result) {
            return result.negated();
        }
    },

    /** The first entry is left out. */
    DROPPED {
        @Override
        Tensor of(Tensor result) {
            double[] mask = new double[result.shape().size()];
            java.util.Arrays.fill(mask, 1, mask.length, 1);
            return result.times(Tensor.of(result.shape(), mask));
        }
    },

    /** A square matrix the wrong way round, or a vector from its end. */
    TRANSPOSED {
        @Override
        Tensor of(Tensor result) {
            Shape shape = result.shape();
            if (shape.rank() == 2 && shape.rows() == shape.columns()) {
                return result.transposed();
            }
            return reversal(shape.size()).matmul(result.reshaped(Shape.vector(shape.size()))).reshaped(shape);
        }

        private Tensor reversal(int n) {
            double[] entries = new double[n * n];
            for (int i = 0; i < n; i++) {
                entries[i * n + n - 1 - i] = 1;
            }
            return Tensor.of(Shape.matrix(n, n), entries);
        }
    },

    /** The rule reads numbers where it should read tensors: first derivatives are right, all others lack a term. */
    DETACHED {
        @Override
        Tensor[] arguments(Tensor[] x) {
            Tensor[] detached = new Tensor[x.length];
            for (int k = 0; k < x.length; k++) {
                detached[k] = detached(x[k]);
            }
            return detached;
        }

        @Override
        Tensor value(Tensor y) {
            return detached(y);
        }

        private Tensor detached(Tensor x) {
            return x.primalValue();
        }
    },

    /** The rule takes one argument for another. */
    SWAPPED {
        @Override
        Tensor[] arguments(Tensor[] x) {
            if (x.length < 2 || !x[0].shape().equals(x[1].shape())) {
                return x;
            }
            Tensor[] swapped = x.clone();
            swapped[0] = x[1];
            swapped[1] = x[0];
            return swapped;
        }
    };

    /** What the wrong rule is given as the arguments. */
    Tensor[] arguments(Tensor[] x) {
        return x;
    }

    /** What the wrong rule is given as the value. */
    Tensor value(Tensor y) {
        return y;
    }

    /** What the wrong rule makes of the right result. */
    Tensor of(Tensor result) {
        return result;
    }
}
