package io.github.nestgrad.autodiff;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The places of tensors that lie one behind the other in a flat array.
 *
 * @param shapes the shapes; not modified
 * @param from where each tensor begins; not modified
 * @param size how many entries there are
 */
record Offsets(Shape[] shapes, int[] from, int size) {

    static Offsets of(Shape... shapes) {
        int[] from = new int[shapes.length];
        long size = 0;
        for (int k = 0; k < from.length; k++) {
            from[k] = (int) size;
            size += shapes[k].size();
            if (size > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("layout: " + Arrays.toString(shapes)
                        + " have more entries together than one array can hold");
            }
        }
        return new Offsets(shapes.clone(), from, (int) size);
    }

    static Offsets of(Tensor... tensors) {
        return of(Arrays.stream(tensors).map(Tensor::shape).toArray(Shape[]::new));
    }

    static void pack(Tensor[] tensors, double[] out, int offset) {
        int at = offset;
        for (Tensor t : tensors) {
            Concrete numbers = t.primalValue();
            System.arraycopy(numbers.array, numbers.offset, out, at, t.shape().size());
            at += t.shape().size();
        }
    }

    Tensor[] unpack(double[] flat, int offset) {
        Objects.checkFromIndexSize(offset, size, flat.length);
        Tensor[] t = new Tensor[shapes.length];
        for (int k = 0; k < t.length; k++) {
            int begin = offset + from[k];
            t[k] = new Concrete(shapes[k], Arrays.copyOfRange(flat, begin, begin + shapes[k].size()));
        }
        return t;
    }

    /** The tensors as parts of a vector. */
    Tensor[] slices(Tensor flat) {
        Tensor[] t = new Tensor[shapes.length];
        for (int k = 0; k < t.length; k++) {
            t[k] = flat.slice(from[k], from[k] + shapes[k].size()).reshaped(shapes[k]);
        }
        return t;
    }

    /** Whether tensors are those of a layout; {@code offsets} is null if their shapes do not matter. */
    static void requireFit(Tensor[] t, List<String> names, Offsets offsets) {
        if (t.length != names.size()) {
            throw new IllegalArgumentException(
                    "layout: there are " + t.length + " tensors (expected " + names.size() + ")");
        }
        for (int k = 0; k < t.length; k++) {
            if (t[k] == null) {
                throw new IllegalArgumentException("layout: " + names.get(k) + " is null (expected a tensor)");
            }
            if (offsets != null && !offsets.shapes[k].equals(t[k].shape())) {
                throw new IllegalArgumentException("layout: " + names.get(k) + " is a " + t[k].shape()
                        + " (expected a " + offsets.shapes[k] + ")");
            }
        }
    }
}
