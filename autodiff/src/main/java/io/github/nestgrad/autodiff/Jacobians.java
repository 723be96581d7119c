package io.github.nestgrad.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Jacobians as matrices: the entries of the values by the entries of the arguments, both row by row. */
final class Jacobians {

    /** Tangents that share one evaluation. More would save less and less of it, and hold more and more memory. */
    static final int CHUNK = 8;

    private Jacobians() {}

    static <P> Tensor jacobian(Layout<P> layout, Function<? super P, Tensor> f, P x, JacobianMode mode) {
        return switch (mode) {
            case FORWARD -> byColumns(FirstOrder.over(layout, f), layout.tensors(x));
            case REVERSE -> byRows(layout, f, x);
        };
    }

    static <P> Tensor hessian(Layout<P> layout, Function<? super P, Tensor> f, P x) {
        return byColumns(Gradients.of("hessian", FirstOrder.over(layout, f)), layout.tensors(x));
    }

    private static Tensor byColumns(Function<Tensor[], Tensor[]> f, Tensor[] x) {
        int n = Offsets.of(x).size();
        List<Tensor> columns = new ArrayList<>();
        int m = 0;
        for (int from = 0; from < n || from == 0; from += CHUNK) {
            ForwardChunk forward = new ForwardChunk(Math.min(CHUNK, n - from));
            Tensor[] y;
            try {
                y = f.apply(boxed(forward, x, from, Math.min(CHUNK, n - from)));
                for (Tensor value : y) {
                    Differentiation.requireValue(value);
                }
            } finally {
                forward.close();
            }
            m = Offsets.of(y).size();
            for (int j = 0; j < Math.min(CHUNK, n - from); j++) {
                Tensor[] column = new Tensor[y.length];
                for (int k = 0; k < y.length; k++) {
                    column[k] = Tape.orZero(forward.tangentOf(y[k], j), y[k].shape());
                }
                columns.add(Joining.joined(column));
            }
        }
        return Joining.joined(columns.toArray(Tensor[]::new)).reshaped(Shape.matrix(n, m)).transposed();
    }

    /** The arguments with the unit tangents from, …, from + width − 1; zero tangents are not there at all. */
    private static Tensor[] boxed(ForwardChunk forward, Tensor[] x, int from, int width) {
        Tensor[] boxed = new Tensor[x.length];
        int begin = 0;
        for (int k = 0; k < x.length; k++) {
            int size = x[k].shape().size();
            Tensor[] tangents = new Tensor[width];
            for (int j = 0; j < width; j++) {
                int entry = from + j - begin;
                if (entry >= 0 && entry < size) {
                    tangents[j] = Watch.like(x[k], unit(x[k].shape(), entry));
                }
            }
            boxed[k] = forward.box(x[k], tangents);
            begin += size;
        }
        return boxed;
    }

    private static <P> Tensor byRows(Layout<P> layout, Function<? super P, Tensor> f, P x) {
        Linearized<P> linear = new Linearized<>("jacobian", layout, f, x);
        Shape shape = linear.value().shape();
        Tensor[] rows = new Tensor[shape.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Joining.joined(layout.tensors(linear.vjp(unit(shape, i))));
        }
        int n = Offsets.of(layout.tensors(x)).size();
        return Joining.joined(rows).reshaped(Shape.matrix(rows.length, n));
    }

    private static Tensor unit(Shape shape, int entry) {
        double[] entries = new double[shape.size()];
        Arrays.fill(entries, entry, entry + 1, 1);
        return Tensor.of(shape, entries);
    }
}
