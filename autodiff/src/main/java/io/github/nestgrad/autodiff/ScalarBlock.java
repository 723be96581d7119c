package io.github.nestgrad.autodiff;

import io.github.nestgrad.linalg.kernel.ScalarFunctions;
import java.util.List;

/**
 * Consecutive lines of a program that compute with scalars alone: a loop over numbers, with no call for arithmetic.
 *
 * <p>A line takes some two nanoseconds, where a call of a primitive with its windows takes more than ten.
 */
final class ScalarBlock implements Step {

    // constants, since a switch on an enum reads a table first
    private static final int ADD = ScalarCode.ADD.ordinal();
    private static final int SUBTRACT = ScalarCode.SUBTRACT.ordinal();
    private static final int MULTIPLY = ScalarCode.MULTIPLY.ordinal();
    private static final int DIVIDE = ScalarCode.DIVIDE.ordinal();
    private static final int AFFINE = ScalarCode.AFFINE.ordinal();
    private static final int EXP = ScalarCode.EXP.ordinal();
    private static final int SIN = ScalarCode.SIN.ordinal();
    private static final int COS = ScalarCode.COS.ordinal();
    private static final int SQUARE = ScalarCode.SQUARE.ordinal();

    // four numbers a line: code, where the value goes, and where the two arguments are
    private final int[] code;
    private final double[] scale;
    private final double[] shift;
    private final Primitive[] primitives;
    private final double[] memory;

    /** One line: the offsets lie in the memory that all lines share. */
    record Entry(Primitive primitive, int y, int a, int b) {}

    ScalarBlock(List<Entry> entries, double[] memory) {
        int n = entries.size();
        this.code = new int[4 * n];
        this.scale = new double[n];
        this.shift = new double[n];
        this.primitives = new Primitive[n];
        this.memory = memory;
        for (int i = 0; i < n; i++) {
            Entry entry = entries.get(i);
            code[4 * i] = entry.primitive.scalarCode().ordinal();
            code[4 * i + 1] = entry.y;
            code[4 * i + 2] = entry.a;
            code[4 * i + 3] = entry.b;
            primitives[i] = entry.primitive;
            if (entry.primitive instanceof Affine affine) {
                scale[i] = affine.scale();
                shift[i] = affine.shift();
            }
        }
    }

    @Override
    public void run() {
        double[] m = memory;
        int[] c = code;
        for (int i = 0; i < primitives.length; i++) {
            int at = 4 * i;
            int operation = c[at];
            double a = m[c[at + 2]];
            double y;
            if (operation == MULTIPLY) {
                y = a * m[c[at + 3]];
            } else if (operation == ADD) {
                y = a + m[c[at + 3]];
            } else if (operation == AFFINE) {
                y = scale[i] * a + shift[i];
            } else if (operation == SUBTRACT) {
                y = a - m[c[at + 3]];
            } else if (operation == DIVIDE) {
                y = a / m[c[at + 3]];
            } else if (operation == SQUARE) {
                y = a * a;
            } else if (operation == SIN) {
                y = ScalarFunctions.sin(a);
            } else if (operation == COS) {
                y = ScalarFunctions.cos(a);
            } else if (operation == EXP) {
                y = ScalarFunctions.exp(a);
            } else {
                y = primitives[i].ofScalars(a, m[c[at + 3]]);
            }
            m[c[at + 1]] = y;
        }
    }
}
