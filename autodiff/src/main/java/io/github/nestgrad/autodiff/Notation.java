package io.github.nestgrad.autodiff;

/**
 * How a primitive is written in a {@link Formula}: arithmetic and comparisons with their signs, parts by indices, the
 * rest as calls.
 */
final class Notation {

    private static final Clip RELU = new Clip(0, Double.POSITIVE_INFINITY);

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
        if (p instanceof Power power) {
            return x[0].power(Formula.number(power.exponent()));
        }
        if (p == PowerOf.POWER) {
            return x[0].power(x[1]);
        }
        if (p instanceof Clip clip) {
            return clip(clip, x[0]);
        }
        if (p instanceof Comparison comparison) {
            return compared(comparison.relation(), x[0], x[1]);
        }
        if (p instanceof ComparisonWith comparison) {
            return compared(comparison.relation(), x[0], Formula.number(comparison.constant()));
        }
        if (p == Where.WHERE) {
            // the order of Tensor.where: the mask comes first
            return Formula.call(p.operation(), x[2], x[0], x[1]);
        }
        return part(p, x);
    }

    /** Parts and shapes, or else a call. */
    private static Formula part(Primitive p, Formula... x) {
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

    /** By its bounds that bind; +0 is told from −0, which would keep a zero of that sign. */
    private static Formula clip(Clip clip, Formula x) {
        if (clip.equals(RELU)) {
            return Formula.call("relu", x);
        }
        Formula low = Formula.number(clip.low());
        Formula high = Formula.number(clip.high());
        if (Double.isInfinite(clip.low()) == Double.isInfinite(clip.high())) {
            return Formula.call("clip", x, low, high);
        }
        return Double.isInfinite(clip.low()) ? Formula.call("min", x, high) : Formula.call("max", x, low);
    }

    private static Formula compared(Relation relation, Formula a, Formula b) {
        return switch (relation) {
            case GREATER -> a.compared(">", b);
            case AT_LEAST -> a.compared(">=", b);
            case LESS -> a.compared("<", b);
            case AT_MOST -> a.compared("<=", b);
            case EQUAL -> a.compared("==", b);
            case UNEQUAL -> a.compared("!=", b);
            // a half at a tie, which no sign says
            case SHARE_OF_GREATER, SHARE_OF_LESS -> Formula.call(relation.operation(), a, b);
        };
    }
}
