package io.github.nestgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The theorems on the cost of derivatives, counted with the weights of {@link Cost} and not timed.
 *
 * <p>Griewank and Walther, "Evaluating Derivatives": a gradient costs at most 4 times the function, and a second-order
 * adjoint, here a Hessian-vector product, at most 10 times, for any function. Their model fuses the sweep of each
 * elementary operation. Programs, which compute nothing twice and nothing in vain, meet both bounds, but for one
 * function whose second derivative is made of full products; evaluated eagerly, products may cost more.
 */
class CostTest {

    private static final double GRADIENT = 4;
    private static final double HVP = 10;
    // evaluated eagerly, a mode may also compute what no result needs, the gradient beside the product for one
    private static final double EAGER_HVP = 12;

    // K⁻¹ V K⁻¹ is two products of full matrices, 12 times the work of Cholesky's factors: its symmetry is not used
    private static final Set<String> WITH_INVERSE = Set.of("Gaussian log-likelihood");
    private static final double HVP_WITH_INVERSE = 15;
    private static final double EAGER_HVP_WITH_INVERSE = 17;

    /** Tangents of linear maps do not depend on the point, so RF lets them go, while FR keeps them on its tape. */
    private static final Set<String> BEGINS_LINEAR = Set.of("logistic");

    /** The work that f does at x when it is evaluated, with all that happens inside it. */
    private static double eager(UnaryOperator<Tensor> f, Tensor x) {
        long[] cost = new long[1];
        Watch watch = new Watch((p, arguments, y) -> {
            Shape[] shapes = new Shape[arguments.length];
            for (int k = 0; k < shapes.length; k++) {
                shapes[k] = arguments[k].shape();
            }
            cost[0] += p.cost(shapes);
        });
        f.apply(watch.box(x));
        return cost[0];
    }

    private static double compiled(UnaryOperator<Tensor> f, Tensor x) {
        return Program.of(f, x.shape()).cost();
    }

    private static double compiledHvp(CostModels m, HvpMode mode) {
        return Program.ofSeveral(t -> new Tensor[] {Differentiation.hvp(m.f(), t[0], t[1], mode)},
                m.x().shape(), m.x().shape()).cost();
    }

    private static void requireAtMost(double bound, double derivative, double function, String what) {
        assertTrue(derivative <= bound * function,
                () -> what + " costs " + derivative / function + " times the function (expected at most " + bound
                        + ")");
        assertTrue(derivative > 0, () -> what + " is not counted at all");
    }

    @Test
    void aGradientCostsAtMostFourTimesTheFunction() {
        CostModels.all().forEach((name, m) -> {
            double function = eager(m.f(), m.x());
            requireAtMost(GRADIENT, eager(Differentiation.grad(m.f()), m.x()), function, name + ", eager");
            requireAtMost(GRADIENT, compiled(Differentiation.grad(m.f()), m.x()), compiled(m.f(), m.x()),
                    name + ", compiled");
        });
    }

    @Test
    void aHessianVectorProductCostsAtMostTenTimesTheFunctionInEveryMode() {
        CostModels.all().forEach((name, m) -> {
            Tensor v = Samples.direction(m.x().shape(), new SplittableRandom(1));
            for (HvpMode mode : HvpMode.values()) {
                boolean inverse = WITH_INVERSE.contains(name);
                requireAtMost(inverse ? HVP_WITH_INVERSE : HVP, compiledHvp(m, mode), compiled(m.f(), m.x()),
                        name + ", " + mode + ", compiled");
                requireAtMost(inverse ? EAGER_HVP_WITH_INVERSE : mode == HvpMode.RF ? HVP : EAGER_HVP,
                        eager(t -> Differentiation.hvp(m.f(), t, v, mode), m.x()), eager(m.f(), m.x()),
                        name + ", " + mode + ", eager");
            }
        });
    }

    /** The bounds would be worth nothing if the function's own work were not what one counts by hand. */
    @Test
    void theWorkOfAFunctionIsWhatOneCountsByHand() {
        int n = 30;
        Tensor x = Samples.direction(Shape.vector(n), new SplittableRandom(1));
        assertEquals((n - 1) * Cost.MULTIPLY, eager(CostModels.all().get("Speelpenning").f(), x));
        Tensor a = Samples.direction(Shape.matrix(7, n), new SplittableRandom(2));
        double product = 7 * n * (Cost.ADD + Cost.MULTIPLY);
        assertEquals(product, eager(a::matmul, x));
        assertEquals(product + 7 * Cost.NONLINEAR, eager(t -> a.matmul(t).tanh(), x));
        assertEquals(2 * n * Cost.MULTIPLY + n * Cost.ADD, eager(t -> t.squared().times(3).plus(1), x));
        assertEquals(n * Cost.ADD, eager(Tensor::sum, x));
        assertEquals(0, eager(t -> t.slice(3, 9).reshaped(Shape.matrix(2, 3)).transposed(), x));
        assertEquals(n * Cost.ADD, eager(Tensor::negated, x));
    }

    /** With a tangent for each slice of n, vectors of zeros around them would make n² of n additions. */
    @Test
    void tangentsOfSlicesAreAddedWhereTheyBelong() {
        double small = speelpenningByFr(20);
        double growth = speelpenningByFr(40) - small;
        assertEquals(2 * growth, speelpenningByFr(80) - speelpenningByFr(40));
    }

    private static double speelpenningByFr(int n) {
        Tensor x = Samples.direction(Shape.vector(n), new SplittableRandom(n));
        UnaryOperator<Tensor> f = CostModels.all().get("Speelpenning").f();
        return eager(t -> Differentiation.hvp(f, t, x, HvpMode.FR), x);
    }

    private static double forwardJacobian(int n) {
        CountedTanh tanh = new CountedTanh();
        Differentiation.jacobian(tanh::of, Tensor.zeros(Shape.vector(n)), JacobianMode.FORWARD);
        return tanh.values;
    }

    @Test
    void aJacobianTakesTheEvaluationsThatItsModePromises() {
        assertEquals(1, forwardJacobian(0));
        assertEquals(1, forwardJacobian(Jacobians.CHUNK));
        assertEquals(2, forwardJacobian(Jacobians.CHUNK + 1));
        assertEquals(3, forwardJacobian(3 * Jacobians.CHUNK));
        CountedTanh tanh = new CountedTanh();
        Differentiation.jacobian(tanh::of, Tensor.zeros(Shape.vector(30)), JacobianMode.REVERSE);
        assertEquals(1, tanh.values);
        CountedTanh inHessian = new CountedTanh();
        Differentiation.hessian(x -> inHessian.of(x).sum(), Tensor.zeros(Shape.vector(3 * Jacobians.CHUNK)));
        assertEquals(3, inHessian.values);
    }

    /** What eager tapes hold when the sweep begins, the constants among the arguments included, the point not. */
    @Test
    void memoryAtTheTurningPointFallsFromRrOverRfToFr() {
        for (Map.Entry<String, CostModels> each : CostModels.all().entrySet()) {
            CostModels m = each.getValue();
            Tensor v = Samples.direction(m.x().shape(), new SplittableRandom(1));
            long rr = bytesOfOuterTape(Differentiation.grad(m.f()), m.x());
            long rf = bytesOfOuterTape(t -> Differentiation.jvp(m.f(), t, v).tangent(), m.x());
            long fr = bytesOfInnerTape(m.f(), m.x(), v);
            assertTrue(rr >= Math.max(rf, fr) && fr > 0 && (rf >= fr || BEGINS_LINEAR.contains(each.getKey())),
                    () -> each.getKey() + ": RR " + rr + ", RF " + rf + ", FR " + fr + " bytes");
        }
    }

    private static long bytesOfOuterTape(UnaryOperator<Tensor> g, Tensor x) {
        Reverse outer = new Reverse();
        g.apply(outer.input(x));
        return bytes(outer, x);
    }

    private static long bytesOfInnerTape(UnaryOperator<Tensor> f, Tensor x, Tensor v) {
        Forward outer = new Forward();
        Reverse inner = new Reverse();
        f.apply(inner.input(outer.box(x, v)));
        return bytes(inner, x, v);
    }

    private static long bytes(Reverse tape, Tensor... given) {
        Set<double[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Reverse.Node line : tape.lines()) {
            addArrays(line.primal, arrays);
            for (Tensor argument : line.arguments) {
                addArrays(argument, arrays);
            }
        }
        for (Tensor each : given) {
            arrays.remove(((Concrete) each).array);
        }
        return arrays.stream().mapToLong(array -> (long) Double.BYTES * array.length).sum();
    }

    private static void addArrays(Tensor t, Set<double[]> arrays) {
        if (t instanceof Forward.Dual dual) {
            addArrays(dual.tangent, arrays);
        }
        if (t instanceof Lifted lifted) {
            addArrays(lifted.primal, arrays);
        } else {
            arrays.add(((Concrete) t).array);
        }
    }
}
