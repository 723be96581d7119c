package io.github.nestgrad.autodiff;

/** What an application can be replaced by without the change of a bit. */
final class Simplification {

    private static final Affine IDENTITY = new Affine(1, -0.0);
    private static final Affine NEGATION = new Affine(-1, -0.0);

    private Simplification() {}

    /** A value equal to p(x), or null if the application has to be written. */
    static Tensor of(Primitive p, Tensor[] x, Shape shape, Recorder recorder) {
        if (p.equals(IDENTITY)) {
            return x[0];
        }
        if (p == Arithmetic.MULTIPLY) {
            return isOne(x[0]) ? x[1] : isOne(x[1]) ? x[0] : null;
        }
        if (p instanceof Expand && x[0].shape().equals(shape)) {
            return x[0];
        }
        Line made = recorder.lineOf(x[0]);
        if (made == null || !made.isApplication()) {
            return null;
        }
        Tensor inner = recorder.value(made.arguments()[0]);
        if (p.equals(NEGATION) && made.primitive().equals(NEGATION)
                || p == Transpose.TRANSPOSE && made.primitive() == Transpose.TRANSPOSE) {
            return inner;
        }
        if (p instanceof Reshape && made.primitive() instanceof Reshape) {
            return inner.reshaped(shape);
        }
        return null;
    }

    private static boolean isOne(Tensor x) {
        if (!(x instanceof Concrete c)) {
            return false;
        }
        for (int i = 0; i < c.shape().size(); i++) {
            if (c.array[c.offset + i] != 1) {
                return false;
            }
        }
        return true;
    }
}
