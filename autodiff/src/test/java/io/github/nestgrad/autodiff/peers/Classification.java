package io.github.nestgrad.autodiff.peers;

import io.github.nestgrad.autodiff.Shape;
import io.github.nestgrad.autodiff.Tensor;
import io.github.nestgrad.linalg.Matrix;

/** Features with the classes of a noisy linear teacher, as the harness defines them. */
record Classification(Tensor features, Tensor oneHot) {

    private static final long SEED = 42;
    private static final double NOISE = 0.5;

    static Classification of(int n, int d, int classes) {
        Gauss gauss = new Gauss(SEED);
        double[] x = gauss.array(n * d);
        double[] teacher = gauss.array(d * classes);
        double[] oneHot = new double[n * classes];
        for (int i = 0; i < n; i++) {
            int best = 0;
            double highest = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < classes; j++) {
                double score = 0;
                for (int k = 0; k < d; k++) {
                    score += x[i * d + k] * teacher[k * classes + j];
                }
                score = score / Math.sqrt(d) + NOISE * gauss.next();
                if (score > highest) {
                    highest = score;
                    best = j;
                }
            }
            oneHot[i * classes + best] = 1;
        }
        return new Classification(Tensor.wrap(Matrix.wrap(n, d, x)),
                Tensor.of(Shape.matrix(n, classes), oneHot));
    }

    /** The mean of log Σⱼ exp zⱼ − z_y over the rows. */
    Tensor crossEntropy(Tensor logits) {
        return logits.logSumExpRows().sum().minus(logits.dot(oneHot)).times(1.0 / logits.shape().rows());
    }
}
