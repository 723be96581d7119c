package io.github.nestgrad.autodiff;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * A function that is given, with its products with J and Jᵀ, on arrays.
 *
 * @param operation the name
 * @param argument the shape of the argument
 * @param result the shape of the value
 * @param function x ↦ f(x)
 * @param tangents (x, ẋ) ↦ J ẋ
 * @param cotangents (x, ȳ) ↦ Jᵀ ȳ
 */
record ArrayFunction(String operation, Shape argument, Shape result, UnaryOperator<double[]> function,
        BinaryOperator<double[]> tangents, BinaryOperator<double[]> cotangents) implements Primitive {

    @Override
    public Shape shape(Shape... x) {
        if (!x[0].equals(argument)) {
            throw new IllegalArgumentException(
                    operation + ": the argument is a " + x[0] + " (expected a " + argument + ")");
        }
        return result;
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        write("value", function.apply(x[0].toArray()), y);
    }

    void write(String what, double[] computed, Concrete y) {
        int n = y.shape().size();
        if (computed == null || computed.length != n) {
            throw new IllegalArgumentException(operation + ": the " + what + " is "
                    + (computed == null ? "null" : "an array of " + computed.length + " entries") + " (expected " + n
                    + " for a " + y.shape() + ")");
        }
        System.arraycopy(computed, 0, y.array, y.offset, n);
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return Interpreter.bind(new ArrayProduct(this, false), x[0], tangent);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return Interpreter.bind(new ArrayProduct(this, true), x[0], cotangent);
    }
}
