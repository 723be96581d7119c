package io.github.nestgrad.verification;

/** f(x) = s Σᵢ qᵢ σ((A x)ᵢ) at a random point, with sizes of x and f from 1e-3 to 1e3 and A x of size one. */
final class Network {

    final double[] x;
    final double[] v;
    private final double s;
    private final double[] q;
    private final double[][] a;
    private final boolean exponential;

    Network(long seed) {
        Draw draw = new Draw(seed);
        int n = 1 + draw.below(6);
        int hidden = 1 + draw.below(6);
        double size = draw.logUniform(1e-3, 1e3);
        s = draw.logUniform(1e-3, 1e3);
        exponential = draw.sign() > 0;
        x = draw.gaussian(n);
        v = draw.gaussian(n);
        q = draw.gaussian(hidden);
        a = draw.gaussian(hidden, n);
        for (int j = 0; j < n; j++) {
            x[j] *= size;
            for (int i = 0; i < hidden; i++) {
                a[i][j] /= size;
            }
        }
    }

    double value(double[] p) {
        double sum = 0;
        for (int i = 0; i < q.length; i++) {
            double z = activation(i, p);
            sum += q[i] * (exponential ? Math.exp(z) : Math.tanh(z));
        }
        return s * sum;
    }

    double[] gradient(double[] p) {
        return gradient(p, 0);
    }

    /** The gradient with the derivative of σ multiplied by 1 + {@code relativeError}. */
    double[] gradient(double[] p, double relativeError) {
        double[] g = new double[p.length];
        for (int i = 0; i < q.length; i++) {
            double z = activation(i, p);
            double slope = exponential ? Math.exp(z) : 1 / (Math.cosh(z) * Math.cosh(z));
            for (int j = 0; j < g.length; j++) {
                g[j] += s * q[i] * slope * (1 + relativeError) * a[i][j];
            }
        }
        return g;
    }

    private double activation(int i, double[] p) {
        double z = 0;
        for (int j = 0; j < p.length; j++) {
            z += a[i][j] * p[j];
        }
        return z;
    }
}
