package io.github.nestgrad.autodiff.trace;

import io.github.nestgrad.autodiff.Program;
import io.github.nestgrad.autodiff.ProgramLine;
import io.github.nestgrad.autodiff.ProgramTrace;
import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a scalar function and its derivatives cost, counted in the programs that compute them.
 *
 * <p>Time(Df ẋ) and Time(∇f) are O(Time(f)). A forward sweep needs the memory of f, since what is not read any more is
 * let go; a reverse sweep needs all values of f. For products with the Hessian the tape of reverse over reverse holds
 * most and that of forward over reverse least, as long as a function has more to do than to combine scalars: the
 * tangent of a product of scalars takes three operations, so there reverse over forward may hold most.
 *
 * @param mode what is computed
 * @param operations the operations of its program, {@link Program#operations}
 * @param cost what these do to single numbers, weighted: the sum of {@link ProgramLine#cost}
 * @param bytes the memory that its program is planned to run in, arguments included, {@link Program#bytes}
 * @param tapeBytes the values that eager reverse mode holds when it turns from the evaluation to the sweep back,
 *     arguments left out; empty for what has no sweep back
 */
public record ModeCounts(Mode mode, int operations, long cost, long bytes, OptionalLong tapeBytes) {

    /** What can be computed of a scalar function f. */
    public enum Mode {
        /** f(x). */
        FUNCTION("function"),
        /** f(x) and ∇f(x)ᵀ ẋ by a forward sweep. */
        FORWARD("forward"),
        /** f(x) and ∇f(x) by a reverse sweep. */
        REVERSE("reverse"),
        /** ∇f(x) and ∇²f(x) v by reverse over reverse. */
        RR("RR"),
        /** ∇²f(x) v by reverse over forward. */
        RF("RF"),
        /** ∇f(x) and ∇²f(x) v by forward over reverse. */
        FR("FR");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        /**
         * How the mode is called in tables.
         *
         * @return a word
         */
        public String word() {
            return word;
        }
    }

    /**
     * Counts all modes.
     *
     * @param f a program with one result, a scalar
     * @return the counts, in the order of {@link Mode}
     * @throws IllegalArgumentException if the program has another number of results, or its result is not a scalar
     */
    public static List<ModeCounts> of(Program f) {
        if (f.outputs().size() != 1 || !f.outputs().get(0).isScalar()) {
            throw new IllegalArgumentException("counts: the results are " + f.outputs() + " (expected one scalar)");
        }
        int n = f.inputs().size();
        Program forward = withDirections(f, (x, v) -> tangents(f, x, v));
        Program reverse = Program.ofSeveral(x -> gradient(f, x), shapes(f));
        Program dual = withDirections(f, (x, v) -> allTangents(f, x, v));
        return List.of(
                counts(Mode.FUNCTION, f, OptionalLong.empty()),
                counts(Mode.FORWARD, forward, OptionalLong.empty()),
                counts(Mode.REVERSE, reverse, OptionalLong.of(dependentBytes(f, n))),
                counts(Mode.RR, withDirections(f, (x, v) -> reverseOverReverse(reverse, x, v)),
                        OptionalLong.of(dependentBytes(reverse, n))),
                counts(Mode.RF, withDirections(f, (x, v) -> reverseOverForward(f, x, v)),
                        OptionalLong.of(dependentBytes(dual, n))),
                counts(Mode.FR, withDirections(f, (x, v) -> tangents(reverse, x, v)),
                        OptionalLong.of(resultBytes(dual))));
    }

    /**
     * Counts as text, with the ratio of the cost to that of the function.
     *
     * @param counts the counts of one function, the first of them {@link Mode#FUNCTION}
     * @return a table in a font of one width
     */
    public static String toText(List<ModeCounts> counts) {
        long ofFunction = Math.max(1, counts.get(0).cost);
        AlignedTable table = new AlignedTable(
                "mode", ">operations", ">cost", ">ratio", ">bytes planned", ">bytes on tape");
        for (ModeCounts each : counts) {
            table.row(each.mode.word, Integer.toString(each.operations),
                    Long.toString(each.cost), Digits.of((double) each.cost / ofFunction, 3), Long.toString(each.bytes),
                    each.tapeBytes.isPresent() ? Long.toString(each.tapeBytes.getAsLong()) : "-");
        }
        return table.toString();
    }

    private static ModeCounts counts(Mode mode, Program program, OptionalLong tapeBytes) {
        long cost = program.lines().stream().mapToLong(ProgramLine::cost).sum();
        return new ModeCounts(mode, program.operations(), cost, program.bytes(), tapeBytes);
    }

    /** A function of a point and a direction. */
    private interface Directional {
        Tensor[] apply(Tensor[] x, Tensor[] v);
    }

    private static Shape[] shapes(Program f) {
        return f.inputs().toArray(Shape[]::new);
    }

    private static Program withDirections(Program f, Directional derivative) {
        int n = f.inputs().size();
        List<Shape> twice = new ArrayList<>(f.inputs());
        twice.addAll(f.inputs());
        return Program.ofSeveral(
                xv -> derivative.apply(Arrays.copyOf(xv, n), Arrays.copyOfRange(xv, n, 2 * n)),
                twice.toArray(Shape[]::new));
    }

    /** The results of a program with their tangents. */
    private static Tensor[] tangents(Program p, Tensor[] x, Tensor[] v) {
        return ProgramTrace.forward(p, x, v).stream().flatMap(dual -> Stream.of(dual.value(), dual.tangent()))
                .toArray(Tensor[]::new);
    }

    /** Every computed value with its tangent: what the tape of a reverse sweep holds if its values are dual numbers. */
    private static Tensor[] allTangents(Program p, Tensor[] x, Tensor[] v) {
        ProgramTrace trace = ProgramTrace.of(p, x);
        List<Optional<Tensor>> tangents = trace.tangents(v);
        List<Tensor> results = new ArrayList<>();
        for (ProgramLine line : p.lines()) {
            if (line.isApplication()) {
                results.add(trace.primals().get(line.number()));
                tangents.get(line.number()).ifPresent(results::add);
            }
        }
        return results.toArray(Tensor[]::new);
    }

    private static Tensor[] adjoints(Program p, Tensor[] x, Tensor... cotangents) {
        List<Optional<Tensor>> adjoints = ProgramTrace.of(p, x).reverse(cotangents).adjoints();
        Tensor[] results = new Tensor[x.length];
        for (int k = 0; k < x.length; k++) {
            Shape shape = x[k].shape();
            results[k] = adjoints.get(k).orElseGet(() -> Tensor.zeros(shape));
        }
        return results;
    }

    private static Tensor[] gradient(Program f, Tensor[] x) {
        List<Tensor> results = new ArrayList<>(List.of(f.apply(x)[0]));
        results.addAll(List.of(adjoints(f, x, Tensor.of(1))));
        return results.toArray(Tensor[]::new);
    }

    /** The pullback of v through the gradient; the value, the first result of its program, gets nothing. */
    private static Tensor[] reverseOverReverse(Program reverse, Tensor[] x, Tensor[] v) {
        Program gradient = Program.ofSeveral(s -> {
            Tensor[] results = reverse.apply(s);
            return Arrays.copyOfRange(results, 1, results.length);
        }, shapes(reverse));
        List<Tensor> results = new ArrayList<>(List.of(gradient.apply(x)));
        results.addAll(List.of(adjoints(gradient, x, v)));
        return results.toArray(Tensor[]::new);
    }

    private static Tensor[] reverseOverForward(Program f, Tensor[] x, Tensor[] v) {
        Program directional = withDirections(f, (s, t) -> new Tensor[] {tangents(f, s, t)[1]});
        Tensor[] xv = Arrays.copyOf(x, 2 * x.length);
        System.arraycopy(v, 0, xv, x.length, v.length);
        return Arrays.copyOf(adjoints(directional, xv, Tensor.of(1)), x.length);
    }

    /** The bytes of all values that depend on one of the first arguments. */
    private static long dependentBytes(Program p, int arguments) {
        long bytes = 0;
        boolean[] depends = new boolean[p.lines().size()];
        for (ProgramLine line : p.lines()) {
            int i = line.number();
            depends[i] = i < arguments || line.arguments().stream().anyMatch(j -> depends[j]);
            bytes += depends[i] ? bytes(line) : 0;
        }
        return bytes;
    }

    private static long resultBytes(Program p) {
        Set<Integer> results = new HashSet<>(p.results());
        return p.lines().stream().filter(line -> results.contains(line.number())).mapToLong(ModeCounts::bytes).sum();
    }

    private static long bytes(ProgramLine line) {
        return line.isApplication() && !line.view() ? (long) Double.BYTES * line.shape().size() : 0;
    }
}
