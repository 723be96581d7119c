package io.github.nestgrad.autodiff;

import io.github.nestgrad.linalg.LinearOperator;
import java.util.function.Function;

/**
 * A function with its derivative at one point, f(x + ẋ) ≈ f(x) + ∂f(x) ẋ: the function is evaluated once, and its
 * tangent map and the transpose of it are then applied any number of times.
 *
 * <p>Each of the two maps is recorded as a {@link Program} when it is applied for the first time; what does not depend
 * on the tangent, the factor cos x of a sine, say, is computed then, and never again. If the point carries a derivative
 * from outside, the maps are read off the tape each time instead, so that what they give carries it too: they evaluate
 * the factors anew, but never the function. An instance holds the values of all operations of f, and may be shared by
 * threads.
 *
 * @param <P> the type of the point: a tensor, or a record of tensors
 */
public final class Linearized<P> {

    private final String operation;
    private final Layout<P> layout;
    private final Tape tape;
    private final Tensor[] point;
    private final boolean recordable;
    private Pool tangentMap;
    private Pool transpose;

    Linearized(String operation, Layout<P> layout, Function<? super P, Tensor> f, P x) {
        this.operation = operation;
        this.layout = layout;
        this.point = layout.tensors(x);
        this.tape = Tape.of(FirstOrder.over(layout, f), point);
        this.recordable = tape.isOfNumbers();
    }

    /**
     * The value of the function.
     *
     * @return f(x)
     */
    public Tensor value() {
        return tape.value(0);
    }

    /**
     * Whether any computation led from the input to the value; if not, both maps are zero.
     *
     * @return whether the value depends on the input
     */
    public boolean dependsOnInput() {
        return tape.dependsOnInput(0);
    }

    /**
     * The tangent map.
     *
     * @param tangent ẋ, of the shapes of the point
     * @return ∂f(x) ẋ, of the shape of the value
     * @throws IllegalArgumentException if a shape is not that of the point
     */
    public Tensor jvp(P tangent) {
        Tensor[] t = FirstOrder.requireTangents(operation, layout.names(), point, layout.tensors(tangent));
        return recordable ? tangentMap().apply(t)[0] : tape.pushForward(t);
    }

    /**
     * The transpose of the tangent map.
     *
     * @param cotangent ȳ, of the shape of the value
     * @return ∂f(x)ᵀ ȳ, of the shapes of the point
     * @throws IllegalArgumentException if the shape is not that of the value
     */
    public P vjp(Tensor cotangent) {
        Vjp.requireCotangent(operation, cotangent, value());
        return layout.of(recordable ? transpose().apply(cotangent) : tape.pullBack(cotangent));
    }

    /**
     * The Jacobian as an operator on flat arrays, for the solvers of {@code linalg}: products allocate nothing once
     * both maps are recorded.
     *
     * @return the operator ẋ ↦ ∂f(x) ẋ, with a row for each entry of the value and a column for each of the point
     * @throws IllegalStateException if the point carries a derivative from outside, which arrays of numbers would lose
     */
    public LinearOperator operator() {
        if (!recordable) {
            throw new IllegalStateException(operation + ": the point carries a derivative from outside, which an "
                    + "operator on numbers would lose; use jvp and vjp");
        }
        int rows = value().shape().size();
        int columns = Offsets.of(point).size();
        return new LinearOperator() {
            @Override
            public int rows() {
                return rows;
            }

            @Override
            public int columns() {
                return columns;
            }

            @Override
            public void apply(double[] x, double[] out) {
                product(tangentMap(), x, columns, out, rows);
            }

            @Override
            public void applyTranspose(double[] x, double[] out) {
                product(transpose(), x, rows, out, columns);
            }
        };
    }

    private void product(Pool map, double[] x, int inputs, double[] out, int outputs) {
        if (x.length != inputs || out.length != outputs) {
            throw new IllegalArgumentException(operation + ": the product takes " + x.length + " to " + out.length
                    + " entries (expected " + inputs + " to " + outputs + ")");
        }
        map.run(x, out);
    }

    private synchronized Pool tangentMap() {
        if (tangentMap == null) {
            Shape[] shapes = Offsets.of(point).shapes();
            tangentMap = new Pool(Program.ofSeveral(t -> new Tensor[] {tape.pushForward(t)}, shapes));
        }
        return tangentMap;
    }

    private synchronized Pool transpose() {
        if (transpose == null) {
            transpose = new Pool(Program.ofSeveral(tape::pullBack, value().shape()));
        }
        return transpose;
    }
}
