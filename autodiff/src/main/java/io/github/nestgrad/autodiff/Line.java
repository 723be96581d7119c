package io.github.nestgrad.autodiff;

/**
 * One value of a program: an input, a constant, or what a primitive makes of earlier values.
 *
 * @param primitive null for an input or a constant
 * @param arguments the numbers of the values that the primitive is applied to; not modified
 * @param shape the shape of the value
 * @param constant the value of a constant, else null
 */
record Line(Primitive primitive, int[] arguments, Shape shape, Concrete constant) {

    private static final int[] NONE = {};

    static Line input(Shape shape) {
        return new Line(null, NONE, shape, null);
    }

    static Line constant(Concrete value) {
        return new Line(null, NONE, value.shape(), value);
    }

    boolean isInput() {
        return primitive == null && constant == null;
    }

    boolean isConstant() {
        return constant != null;
    }

    boolean isApplication() {
        return primitive != null;
    }

    boolean isView() {
        return primitive != null && primitive.viewFrom() >= 0;
    }
}
