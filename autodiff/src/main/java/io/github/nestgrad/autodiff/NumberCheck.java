package io.github.nestgrad.autodiff;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;

/** Throws at the first primitive that makes a number which is not finite. */
final class NumberCheck implements Watch.Observer {

    @Override
    public void applied(Primitive p, Tensor[] x, Tensor y) {
        check("", p, x, y);
    }

    /** The numbers of y, and the tangents that it carries for a derivative outside. */
    private static void check(String what, Primitive p, Tensor[] x, Tensor y) {
        if (y instanceof Lifted lifted) {
            check(what, p, x, lifted.primal);
            for (Tensor tangent : tangents(lifted)) {
                check("the tangent of ", p, x, tangent);
            }
            return;
        }
        Concrete value = numbers(p.operation(), y);
        boolean infinite = has(value, Double::isInfinite)
                && Arrays.stream(x).anyMatch(argument -> has(argument, Double::isInfinite));
        int bad = 0;
        int first = -1;
        for (int i = 0; i < value.shape().size(); i++) {
            double entry = value.array[value.offset + i];
            if (Double.isNaN(entry) || Double.isInfinite(entry) && !infinite) {
                first = bad++ == 0 ? i : first;
            }
        }
        if (bad > 0) {
            throw new NotFinite("debugNaN: " + what + p.operation() + " made "
                    + value.array[value.offset + first] + " in entry " + first + " of a " + value.shape() + " (" + bad
                    + " of " + value.shape().size() + " entries), from " + summary(x));
        }
    }

    private static List<Tensor> tangents(Lifted y) {
        if (y instanceof Forward.Dual dual) {
            return List.of(dual.tangent);
        }
        return y instanceof ForwardChunk.Bundle bundle ? bundle.tangents() : List.of();
    }

    /** The numbers of a tensor, which is not being recorded. */
    static Concrete numbers(String operation, Tensor t) {
        Tensor below = t;
        while (below instanceof Lifted lifted) {
            below = lifted.primal;
        }
        if (below instanceof Concrete value) {
            return value;
        }
        throw new IllegalStateException("debugNaN: " + operation + " is being recorded and has no numbers yet; put the "
                + "check around what is compiled, check(compile(f))");
    }

    static boolean has(Tensor x, DoublePredicate kind) {
        return Arrays.stream(x.toArray()).anyMatch(kind);
    }

    /** Shapes and ranges. */
    static String summary(Tensor... x) {
        StringBuilder text = new StringBuilder();
        for (Tensor t : x) {
            text.append(text.isEmpty() ? "" : " and ").append(summary(t));
        }
        return text.toString();
    }

    private static String summary(Tensor x) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        int nan = 0;
        double[] entries = x.toArray();
        for (double entry : entries) {
            nan += Double.isNaN(entry) ? 1 : 0;
            least = entry < least ? entry : least;
            greatest = entry > greatest ? entry : greatest;
        }
        String range = entries.length == 0 ? "" : entries.length == 1 ? " of " + entries[0]
                : nan == entries.length ? " of NaN" : " between " + least + " and " + greatest;
        return "a " + x.shape() + range + (nan > 0 && nan < entries.length ? " with " + nan + " NaN" : "");
    }
}
