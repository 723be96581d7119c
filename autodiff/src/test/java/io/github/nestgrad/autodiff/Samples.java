package io.github.nestgrad.autodiff;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Random tensors from a seed. */
final class Samples {

    private static final Domain DIRECTION = new Domain(0.25, 1, false);

    private Samples() {}

    /** A window into a larger array whose other entries are NaN, so that reading beside the window shows. */
    static Tensor window(Shape shape, Domain domain, SplittableRandom random) {
        int before = random.nextInt(4);
        int after = random.nextInt(4);
        double[] array = new double[before + shape.size() + after];
        Arrays.fill(array, Double.NaN);
        for (int i = 0; i < shape.size(); i++) {
            array[before + i] = domain.draw(random);
        }
        return new Concrete(Shape.vector(array.length), array).viewed(shape, before);
    }

    static Tensor like(Tensor x, Domain domain, SplittableRandom random) {
        return window(x.shape(), domain, random);
    }

    static Tensor direction(Shape shape, SplittableRandom random) {
        return window(shape, DIRECTION, random);
    }

    /** A direction that changes every entry of x by at most its own size. */
    static Tensor relativeDirection(Tensor x, SplittableRandom random) {
        double[] v = x.toArray();
        for (int i = 0; i < v.length; i++) {
            v[i] *= DIRECTION.draw(random);
        }
        return Tensor.of(x.shape(), v);
    }

    static Tensor moved(Tensor x, double h, Tensor v) {
        double[] moved = x.toArray();
        double[] direction = v.toArray();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += h * direction[i];
        }
        return Tensor.of(x.shape(), moved);
    }

    /** Σ aᵢ bᵢ in a plain loop. */
    static double inner(Tensor a, Tensor b) {
        double[] left = a.toArray();
        double[] right = b.toArray();
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    /** Σ |aᵢ bᵢ|. */
    static double absoluteInner(Tensor a, Tensor b) {
        double[] left = a.toArray();
        double[] right = b.toArray();
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += Math.abs(left[i] * right[i]);
        }
        return sum;
    }

    static double largest(Tensor a) {
        double largest = 0;
        for (double entry : a.toArray()) {
            largest = Math.max(largest, Math.abs(entry));
        }
        return largest;
    }

    /** The entries of all tensors in one vector. */
    static Tensor joined(Tensor... x) {
        double[] all = new double[Arrays.stream(x).mapToInt(each -> each.shape().size()).sum()];
        int at = 0;
        for (Tensor each : x) {
            System.arraycopy(each.toArray(), 0, all, at, each.shape().size());
            at += each.shape().size();
        }
        return Tensor.of(all);
    }

    /** A vector cut into tensors of the given shapes: the inverse of {@link #joined}. */
    static Tensor[] parts(Tensor joined, Tensor... like) {
        Tensor[] parts = new Tensor[like.length];
        int at = 0;
        for (int k = 0; k < parts.length; k++) {
            int size = like[k].shape().size();
            parts[k] = joined.slice(at, at + size).reshaped(like[k].shape());
            at += size;
        }
        return parts;
    }
}
