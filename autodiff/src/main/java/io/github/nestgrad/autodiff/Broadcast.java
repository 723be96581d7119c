package io.github.nestgrad.autodiff;

/** Scalars combine with any shape: where tensors of other shapes stand beside them, they are expanded first. */
final class Broadcast {

    private Broadcast() {}

    /** p(x₀, …, xₙ), with each scalar expanded to the shape of the first argument that is none. */
    static Tensor bind(Primitive p, Tensor... x) {
        Shape common = null;
        for (Tensor t : x) {
            if (!t.shape().isScalar()) {
                common = t.shape();
                break;
            }
        }
        if (common == null) {
            return Interpreter.bind(p, x);
        }
        Tensor[] expanded = x.clone();
        for (int k = 0; k < x.length; k++) {
            expanded[k] = x[k].shape().isScalar() ? x[k].expandedTo(common) : x[k];
        }
        return Interpreter.bind(p, expanded);
    }

    /** The shape of arguments that must have equal shapes. */
    static Shape requireEqual(String operation, Shape... x) {
        for (Shape other : x) {
            if (!other.equals(x[0])) {
                throw new IllegalArgumentException(operation + ": " + x[0] + " and " + other + " do not match "
                        + "(expected equal shapes, or a scalar; see expandedToRows and expandedToColumns)");
            }
        }
        return x[0];
    }
}
