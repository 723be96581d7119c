package io.github.nestgrad.autodiff;

/**
 * yᵢ = aᵢ where mᵢ = 1, and bᵢ where mᵢ = 0; the arguments are a, b, m.
 *
 * <p>The mask never carries a derivative. A tangent or cotangent is masked before anything is multiplied by it, so what
 * the branch not taken made of it (a NaN, an infinity) stays there.
 */
enum Where implements Primitive {
    WHERE;

    private static final Affine COMPLEMENT = new Affine(-1, 1);

    @Override
    public String operation() {
        return "where";
    }

    @Override
    public Shape shape(Shape... x) {
        return Broadcast.requireEqual(operation(), x);
    }

    @Override
    public void evaluate(Concrete[] x, Concrete y) {
        Concrete a = x[0];
        Concrete b = x[1];
        Concrete m = x[2];
        for (int i = 0; i < y.shape().size(); i++) {
            double chosen = m.array[m.offset + i];
            if (chosen == 1) {
                y.array[y.offset + i] = a.array[a.offset + i];
            } else if (chosen == 0) {
                y.array[y.offset + i] = b.array[b.offset + i];
            } else {
                throw new IllegalArgumentException(
                        "where: entry " + i + " of the mask, a " + y.shape() + ", is " + chosen + " (expected 0 or 1)");
            }
        }
    }

    private static Tensor part(int k, Tensor t, Tensor mask) {
        return switch (k) {
            case 0 -> Masked.of(t, mask);
            case 1 -> Masked.of(t, Interpreter.bind(COMPLEMENT, mask));
            default -> null;
        };
    }

    @Override
    public Tensor jvp(int k, Tensor tangent, Tensor[] x, Tensor y) {
        return part(k, tangent, x[2]);
    }

    @Override
    public Tensor vjp(int k, Tensor cotangent, Tensor[] x, Tensor y) {
        return part(k, cotangent, x[2]);
    }

    @Override
    public boolean inPlace(int k) {
        return true;
    }
}
