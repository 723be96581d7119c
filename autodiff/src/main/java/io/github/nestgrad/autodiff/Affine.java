package io.github.nestgrad.autodiff;

/** y = scale · x + shift, entry by entry, with two constants; a shift of −0 adds nothing, not even to the sign of 0. */
record Affine(double scale, double shift) implements Primitive {

    @Override
    public String operation() {
        return shift == 0 ? "times(" + scale + ")"
                : scale == 1 ? "plus(" + shift + ")" : "affine(" + scale + ", " + shift + ")";
    }

    @Override
    public ScalarCode scalarCode() {
        return ScalarCode.AFFINE;
    }

    @Override
    public Primitive onRows(int rows) {
        return this;
    }

    @Override
    public boolean inPlace(int k) {
        return true;
    }

    @Override
    public Shape shape(Shape... x) {
        return x[0];
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        Concrete a = x[0];
        y.kernels.arithmetic().affine(y.shape().size(), scale, shift, a.array, a.offset, y.array, y.offset);
    }

    @Override
    public long cost(Shape... x) {
        int scaling = Math.abs(scale) == 1 ? 0 : Cost.MULTIPLY;
        int shifting = shift == 0 && scale != -1 ? 0 : Cost.ADD; // a change of sign is a subtraction
        return (long) (scaling + shifting) * x[0].size();
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return tangent.times(scale);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return cotangent.times(scale);
    }
}
