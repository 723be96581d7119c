package io.github.nestgrad.autodiff;

import java.util.Arrays;

/**
 * Several tensors in one vector, so that one recomputation or one linear solve serves the derivatives by all of them.
 *
 * <p>Tensors that are plain numbers cannot carry a derivative, and stand beside the vector as constants: large data are
 * not copied.
 */
final class Packing {

    private final Shape[] shapes;
    private final Concrete[] constants;
    private final int size;

    private Packing(Shape[] shapes, Concrete[] constants, int size) {
        this.shapes = shapes;
        this.constants = constants;
        this.size = size;
    }

    static Packing of(Tensor... x) {
        Shape[] shapes = new Shape[x.length];
        Concrete[] constants = new Concrete[x.length];
        int size = 0;
        for (int i = 0; i < x.length; i++) {
            shapes[i] = x[i].shape();
            constants[i] = x[i] instanceof Concrete numbers ? numbers : null;
            size += constants[i] == null ? shapes[i].size() : 0;
        }
        return new Packing(shapes, constants, size);
    }

    /** As if made of tensors of these shapes that carry derivatives. */
    static Packing ofShapes(Shape... shapes) {
        return new Packing(shapes, new Concrete[shapes.length], Offsets.of(shapes).size());
    }

    /** How many entries the vector has. */
    int size() {
        return size;
    }

    /** The vector of all entries that are no constants. */
    Tensor pack(Tensor... x) {
        Tensor[] parts = new Tensor[x.length];
        int count = 0;
        for (int i = 0; i < x.length; i++) {
            if (constants[i] == null) {
                parts[count++] = x[i];
            }
        }
        return Joining.joined(Arrays.copyOf(parts, count));
    }

    Tensor[] unpack(Tensor packed) {
        return unpack(packed, false);
    }

    /** The tangents of all tensors; those of constants are zero. */
    Tensor[] unpackTangent(Tensor packed) {
        return unpack(packed, true);
    }

    private Tensor[] unpack(Tensor packed, boolean tangent) {
        Tensor[] x = new Tensor[shapes.length];
        int at = 0;
        for (int i = 0; i < x.length; i++) {
            if (constants[i] != null) {
                x[i] = tangent ? Tensor.zeros(shapes[i]) : constants[i];
            } else {
                x[i] = part(packed, at, shapes[i]);
                at += shapes[i].size();
            }
        }
        return x;
    }

    /** The entries of x from {@code at} on, as a tensor of the given shape. */
    static Tensor part(Tensor x, int at, Shape shape) {
        boolean whole = at == 0 && shape.size() == x.shape().size();
        return (whole ? x : x.slice(at, at + shape.size())).reshaped(shape);
    }
}
