package io.github.nestgrad.autodiff;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Functions whose derivatives are weighed: a point, and what is computed from it. */
record CostModels(UnaryOperator<Tensor> f, Tensor x) {

    private static final int SAMPLES = 40;
    private static final int FEATURES = 6;
    private static final int STEPS = 20;

    private static Tensor draw(Shape shape, int seed) {
        return Samples.direction(shape, new SplittableRandom(seed));
    }

    static Map<String, CostModels> all() {
        Map<String, CostModels> all = new LinkedHashMap<>();
        Tensor data = draw(Shape.matrix(SAMPLES, FEATURES), 1);
        Tensor y = draw(Shape.vector(SAMPLES), 2);
        Tensor w = draw(Shape.vector(FEATURES), 3);
        all.put("ridge", new CostModels(t -> data.matmul(t).minus(y).squaredNorm().times(0.5 / SAMPLES)
                .plus(t.squaredNorm().times(0.05)), w));
        all.put("logistic", new CostModels(t -> data.matmul(t).times(y).negated().softplus().mean()
                .plus(t.squaredNorm().times(0.05)), w));
        all.put("softmax", softmax(data, 4));
        all.put("network", network(data, y, 5));
        all.put("Speelpenning", new CostModels(CostModels::product, draw(Shape.vector(30), 4)));
        all.put("Rosenbrock", new CostModels(CostModels::rosenbrock, draw(Shape.vector(30), 5)));
        all.put("kernel ridge", kernelRidge(y));
        all.put("Gaussian log-likelihood", gaussianLogLikelihood(y));
        all.put("gradient descent", new CostModels(t -> descent(data, y, t), draw(Shape.scalar(), 6)));
        all.put("gradient descent as a loop", new CostModels(descentAsLoop(data, y), draw(Shape.scalar(), 6)));
        all.put("tanh equilibrium", equilibrium());
        return all;
    }

    private static CostModels softmax(Tensor data, int classes) {
        Tensor targets = draw(Shape.matrix(SAMPLES, classes), 7).squared();
        return new CostModels(t -> {
            Tensor scores = data.matmul(t);
            return scores.logSumExpRows().sum().minus(scores.dot(targets)).times(1.0 / SAMPLES);
        }, draw(Shape.matrix(FEATURES, classes), 8));
    }

    private static CostModels network(Tensor data, Tensor y, int hidden) {
        int bias = FEATURES * hidden;
        int outer = bias + hidden;
        int last = outer + hidden;
        return new CostModels(p -> {
            Tensor activity = data.matmul(p.slice(0, bias).reshaped(Shape.matrix(FEATURES, hidden)))
                    .plus(p.slice(bias, outer).expandedToRows(SAMPLES)).tanh();
            return activity.matmul(p.slice(outer, last)).plus(p.get(last)).minus(y).squaredNorm().times(0.5 / SAMPLES);
        }, draw(Shape.vector(last + 1), 9));
    }

    private static Tensor product(Tensor x) {
        Tensor y = x.get(0);
        for (int i = 1; i < x.shape().rows(); i++) {
            y = y.times(x.get(i));
        }
        return y;
    }

    private static Tensor rosenbrock(Tensor x) {
        int n = x.shape().rows();
        Tensor head = x.slice(0, n - 1);
        return x.slice(1, n).minus(head.squared()).squaredNorm().times(100).plus(head.minus(1).squaredNorm());
    }

    /** ½ yᵀ(K + λI)⁻¹y as a function of K + λI. */
    private static CostModels kernelRidge(Tensor y) {
        Tensor factor = draw(Shape.matrix(SAMPLES, SAMPLES), 10);
        Tensor kernel = factor.matmulTransposed(factor).plus(identity(SAMPLES));
        return new CostModels(t -> t.cholesky().solve(y).dot(y).times(0.5), kernel);
    }

    /** ½ yᵀK⁻¹y + ½ log det K as a function of K, by Cholesky's factors. */
    private static CostModels gaussianLogLikelihood(Tensor y) {
        Tensor factor = draw(Shape.matrix(SAMPLES, SAMPLES), 10);
        Tensor covariance = factor.matmulTransposed(factor).plus(identity(SAMPLES));
        return new CostModels(t -> {
            Factorization cholesky = t.cholesky();
            return cholesky.solve(y).dot(y).plus(cholesky.logAbsDeterminant()).times(0.5);
        }, covariance);
    }

    private static Tensor identity(int n) {
        double[] entries = new double[n * n];
        for (int i = 0; i < n; i++) {
            entries[i * n + i] = 1;
        }
        return Tensor.of(Shape.matrix(n, n), entries);
    }

    private static Tensor step(Tensor data, Tensor y, Tensor w, Tensor lambda) {
        Tensor gradient = data.transposedMatmul(data.matmul(w).minus(y)).plus(w.times(lambda));
        return w.minus(gradient.times(0.01));
    }

    private static Tensor descent(Tensor data, Tensor y, Tensor lambda) {
        Tensor w = Tensor.zeros(Shape.vector(FEATURES));
        for (int t = 0; t < STEPS; t++) {
            w = step(data, y, w, lambda);
        }
        return data.matmul(w).minus(y).squaredNorm();
    }

    private static UnaryOperator<Tensor> descentAsLoop(Tensor data, Tensor y) {
        Loop loop = Loop.of((w, k, lambda) -> step(data, y, w, lambda[0]), Schedule.ALL);
        Tensor start = Tensor.zeros(Shape.vector(FEATURES));
        return lambda -> data.matmul(loop.run(STEPS, start, lambda)).minus(y).squaredNorm();
    }

    /** z = tanh(W z + b), by iteration, as a function of W and b. */
    private static CostModels equilibrium() {
        int n = 8;
        return new CostModels(p -> {
            Tensor matrix = p.slice(0, n * n).reshaped(Shape.matrix(n, n)).times(0.2);
            Tensor b = p.slice(n * n, n * n + n);
            Tensor z = Tensor.zeros(Shape.vector(n));
            for (int t = 0; t < STEPS; t++) {
                z = matrix.matmul(z).plus(b).tanh();
            }
            return z.squaredNorm();
        }, draw(Shape.vector(n * n + n), 11));
    }
}
