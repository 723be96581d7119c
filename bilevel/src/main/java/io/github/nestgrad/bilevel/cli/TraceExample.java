package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.autodiff.Differentiation;
import io.github.nestgrad.autodiff.Program;
import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import java.util.List;
import java.util.function.Function;

/** The functions that {@code trace} knows by name. */
enum TraceExample implements Values.Word {
    /** x₁ x₂ x₃ x₄: each partial derivative is the product of the others; reverse mode finds all at once. */
    SPEELPENNING("speelpenning", "Speelpenning's product x1 x2 x3 x4", List.of("x1", "x2", "x3", "x4"),
            List.of(Shape.scalar(), Shape.scalar(), Shape.scalar(), Shape.scalar()), new double[] {2, 3, 5, 7},
            x -> x[0].times(x[1]).times(x[2]).times(x[3])),

    /** (aᵀ tanh(W x + b) − 1)², the loss of a network with two hidden units on one example. */
    NETWORK("network", "the squared error of a network with two hidden units, (a . tanh(W (1, -2) + b) - 1)^2",
            List.of("W", "b", "a"), List.of(Shape.matrix(2, 2), Shape.vector(2), Shape.vector(2)),
            new double[] {0.5, -0.25, 0.75, 1, 0.125, -0.5, 1.5, -1},
            p -> p[2].dot(p[0].matmul(Tensor.of(new double[] {1, -2})).plus(p[1]).tanh()).minus(1).squared()),

    /** The validation error of ridge regression after one step of gradient descent, with the gradient in the trace. */
    GRADIENT_STEP("gradient-step", "the validation error of ridge regression after one step of gradient descent on w",
            List.of("w", "lambda"), List.of(Shape.vector(2), Shape.scalar()), new double[] {0.5, -0.5, 0.1},
            TraceExample::afterOneStep);

    private final String word;
    private final String title;
    private final List<String> inputs;
    private final List<Shape> shapes;
    private final double[] point;
    private final Function<Tensor[], Tensor> function;

    TraceExample(String word, String title, List<String> inputs, List<Shape> shapes, double[] point,
            Function<Tensor[], Tensor> function) {
        this.word = word;
        this.title = title;
        this.inputs = inputs;
        this.shapes = shapes;
        this.point = point;
        this.function = function;
    }

    /** E(w − ¼ ∇g(w, λ)) with g = ½‖X w − y‖² + ½ λ ‖w‖² on three rows, and E = ½(x·w − y)² on one more. */
    private static Tensor afterOneStep(Tensor[] wAndLambda) {
        Tensor x = Tensor.of(Shape.matrix(3, 2), new double[] {1, 0, 1, 1, 1, 2});
        Tensor y = Tensor.of(new double[] {1, 2, 2});
        Tensor lambda = wAndLambda[1];
        Tensor gradient = Differentiation.grad((Tensor w) -> x.matmul(w).minus(y).squaredNorm()
                .plus(lambda.times(w.squaredNorm())).times(0.5)).apply(wAndLambda[0]);
        Tensor stepped = wAndLambda[0].minus(gradient.times(0.25));
        return stepped.dot(Tensor.of(new double[] {1, 3})).minus(3).squared().times(0.5);
    }

    @Override
    public String word() {
        return word;
    }

    /** What the function is, on one line. */
    String title() {
        return title;
    }

    /** The names of the arguments. */
    List<String> inputs() {
        return inputs;
    }

    /** Where the trace is taken unless a point is given: the entries of all arguments, row by row. */
    double[] point() {
        return point.clone();
    }

    Program program() {
        return Program.ofSeveral(x -> new Tensor[] {function.apply(x)}, shapes.toArray(Shape[]::new));
    }
}
