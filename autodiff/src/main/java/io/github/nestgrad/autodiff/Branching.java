package io.github.nestgrad.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The results of one of two recorded branches, all in one vector: of the first if the scalar that comes before the
 * arguments is greater than zero, else of the second. Its derivatives are those of the branch that is taken:
 *
 * <pre>
 *   (y, ẏ) = (p > 0 ? (f, ḟ) : (g, ġ))(x, ẋ)        x̄ = (p > 0 ? f̄ : ḡ)(x, ȳ)
 * </pre>
 */
record Branching(Branch positive, Branch otherwise) implements Joint {

    @Override
    public String operation() {
        return "cond";
    }

    @Override
    public Shape shape(Shape... x) {
        if (!x[0].isScalar()) {
            throw new IllegalArgumentException("cond: the predicate is a " + x[0] + " (expected a scalar)");
        }
        Shape[] arguments = Arrays.copyOfRange(x, 1, x.length);
        if (!Arrays.equals(arguments, positive.inputs())) {
            throw new IllegalArgumentException("cond: the arguments are " + Arrays.toString(arguments)
                    + " but the branches were recorded with " + Arrays.toString(positive.inputs()));
        }
        return Shape.vector(Offsets.of(positive.outputs()).size());
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        Branch taken = x[0].array[x[0].offset] > 0 ? positive : otherwise;
        taken.evaluate(x, 1, y);
    }

    /** That of the branch that costs more. */
    @Override
    public long cost(Shape... x) {
        return Math.max(positive.cost(), otherwise.cost());
    }

    @Override
    public TensorPair push(Tensor[] tangents, Tensor[] x) {
        List<Integer> varied = new ArrayList<>();
        List<Tensor> arguments = new ArrayList<>(Arrays.asList(x));
        for (int k = 1; k < x.length; k++) {
            if (tangents[k] != null) {
                varied.add(k - 1);
                arguments.add(tangents[k]);
            }
        }
        if (varied.isEmpty()) {
            return new TensorPair(Interpreter.bind(this, x), null);
        }
        Tensor both = bind(positive.tangent(varied), otherwise.tangent(varied), arguments);
        int size = both.shape().rows() / 2;
        return new TensorPair(both.slice(0, size), both.slice(size, 2 * size));
    }

    @Override
    public Tensor[] pull(boolean[] wanted, Tensor cotangent, Tensor[] x, Tensor y) {
        List<Integer> numbers = new ArrayList<>();
        for (int k = 1; k < x.length; k++) {
            if (wanted[k]) {
                numbers.add(k - 1);
            }
        }
        Tensor[] found = new Tensor[x.length];
        if (numbers.isEmpty()) {
            return found;
        }
        List<Tensor> arguments = new ArrayList<>(Arrays.asList(x));
        arguments.addAll(Arrays.asList(Offsets.of(positive.outputs()).slices(cotangent)));
        Branch pullback = positive.pullback(numbers);
        Tensor[] parts = Offsets.of(pullback.outputs())
                .slices(bind(pullback, otherwise.pullback(numbers), arguments));
        for (int i = 0; i < parts.length; i++) {
            found[numbers.get(i) + 1] = parts[i];
        }
        return found;
    }

    private static Tensor bind(Branch positive, Branch otherwise, List<Tensor> arguments) {
        return Interpreter.bind(new Branching(positive, otherwise), arguments.toArray(Tensor[]::new));
    }
}
