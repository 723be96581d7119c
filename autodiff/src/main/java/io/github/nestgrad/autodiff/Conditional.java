package io.github.nestgrad.autodiff;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A branch on a computed number that also works in a {@link Program}, where {@code if} cannot: there both branches are
 * recorded, and which of them runs is decided in each run.
 *
 * <p>The derivative is that of the branch that is taken, at its boundary too; the predicate carries none. To choose
 * entry by entry, and not between two computations, there is {@link Tensor#where}.
 */
public final class Conditional {

    private Conditional() {}

    /**
     * f(x) if the predicate is greater than zero, else g(x).
     *
     * @param predicate a scalar; NaN is not greater than zero
     * @param f the first branch; where it is recorded, what it needs of what is computed must be in x
     * @param g the second branch, with a value of the same shape
     * @param x the argument of the branch
     * @return the value of the branch that is taken; the other one is not evaluated
     * @throws IllegalArgumentException if the predicate is not a scalar, or the branches are recorded and their values
     *     have different shapes
     * @throws IllegalStateException if a branch is recorded and captures a tensor that is computed in the same program
     */
    public static Tensor cond(Tensor predicate, UnaryOperator<Tensor> f, UnaryOperator<Tensor> g, Tensor x) {
        return condOfSeveral(predicate, t -> new Tensor[] {f.apply(t[0])}, t -> new Tensor[] {g.apply(t[0])},
                x)[0];
    }

    /**
     * The tensors f(x) if the predicate is greater than zero, else the tensors g(x).
     *
     * @param predicate a scalar; NaN is not greater than zero
     * @param f the first branch; where it is recorded, what it needs of what is computed must be in x
     * @param g the second branch, with as many values, of the same shapes
     * @param x the arguments of the branch
     * @return the values of the branch that is taken; the other one is not evaluated
     * @throws IllegalArgumentException if the predicate is not a scalar, or the branches are recorded and their values
     *     differ in number or shapes
     * @throws IllegalStateException if a branch is recorded and captures a tensor that is computed in the same program
     */
    public static Tensor[] condOfSeveral(Tensor predicate, Function<Tensor[], Tensor[]> f,
            Function<Tensor[], Tensor[]> g, Tensor... x) {
        if (!predicate.shape().isScalar()) {
            throw new IllegalArgumentException(
                    "cond: the predicate is a " + predicate.shape() + " (expected a scalar)");
        }
        if (!isBeingRecorded(predicate)) {
            return (predicate.toDouble() > 0 ? f : g).apply(x.clone());
        }
        Shape[] shapes = Arrays.stream(x).map(Tensor::shape).toArray(Shape[]::new);
        Branch positive = new Branch(Program.ofSeveral(f, shapes));
        Branch otherwise = new Branch(Program.ofSeveral(g, shapes));
        if (!Arrays.equals(positive.outputs(), otherwise.outputs())) {
            throw new IllegalArgumentException("cond: the branches make " + Arrays.toString(positive.outputs())
                    + " and " + Arrays.toString(otherwise.outputs()) + " (expected equal shapes)");
        }
        Tensor[] arguments = new Tensor[x.length + 1];
        arguments[0] = predicate;
        System.arraycopy(x, 0, arguments, 1, x.length);
        Tensor packed = Interpreter.bind(new Branching(positive, otherwise), arguments);
        return Offsets.of(positive.outputs()).slices(packed);
    }

    private static boolean isBeingRecorded(Tensor t) {
        Tensor below = t;
        while (below instanceof Lifted lifted) {
            below = lifted.primal;
        }
        return !(below instanceof Concrete);
    }
}
