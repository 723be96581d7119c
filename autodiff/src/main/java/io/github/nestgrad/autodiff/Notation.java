package io.github.nestgrad.autodiff;

/** How a primitive is written in a {@link Formula}: arithmetic with its signs, parts by indices, the rest as calls. */
final class Notation {

    private Notation() {}

    static Formula of(Primitive p, Formula... x) {
        if (p instanceof Arithmetic arithmetic) {
            return switch (arithmetic) {
                case ADD -> x[0].plus(x[1]);
                case SUBTRACT -> x[0].minus(x[1]);
                case MULTIPLY -> x[0].times(x[1]);
                case DIVIDE -> x[0].dividedBy(x[1]);
            };
        }
        if (p instanceof Affine affine) {
            return affine(affine.scale(), affine.shift(), x[0]);
        }
        if (p == Elementwise.SQUARE) {
            return x[0].power(Formula.number(2));
        }
        if (p == Elementwise.RECIPROCAL) {
            return Formula.number(1).dividedBy(x[0]);
        }
        if (p instanceof Slice slice) {
            return x[0].at(slice.to() == slice.from() + 1 ? "" + slice.from() : slice.from() + ":" + slice.to());
        }
        if (p instanceof Pad pad) {
            return Formula.call("padded", x[0], Formula.number(pad.from()), Formula.number(pad.size()));
        }
        if (p instanceof AddToSlice add) {
            return Formula.call("addToSlice", x[0], x[1], Formula.number(add.from()));
        }
        if (p instanceof Reshape reshape) {
            return Formula.call("reshaped", x[0], Formula.name(reshape.target().toString()));
        }
        if (p instanceof Expand expand) {
            return Formula.call(p.operation(), x[0], Formula.name(expand.target().toString()));
        }
        return Formula.call(p.operation(), x);
    }

    /** scale · x + shift without what changes nothing. */
    private static Formula affine(double scale, double shift, Formula x) {
        Formula scaled = scale == 1 ? x : scale == -1 ? x.negated() : Formula.number(scale).times(x);
        if (shift == 0) {
            return scaled;
        }
        if (scale == -1) {
            return Formula.number(shift).minus(x);
        }
        return shift < 0 ? scaled.minus(Formula.number(-shift)) : scaled.plus(Formula.number(shift));
    }
}
