package io.github.nestgrad.autodiff;

/** Constants are the same if their bits are; large ones only if they are the same memory. */
final class ConstantKey {

    private static final int LARGE = 4096;

    private final Concrete value;
    private final int hash;

    ConstantKey(Concrete value) {
        this.value = value;
        this.hash = isLarge() ? System.identityHashCode(value.array) : bitsHash();
    }

    private boolean isLarge() {
        return value.shape().size() > LARGE;
    }

    private int bitsHash() {
        int bits = value.shape().hashCode();
        for (int i = 0; i < value.shape().size(); i++) {
            bits = 31 * bits + Long.hashCode(Double.doubleToRawLongBits(value.array[value.offset + i]));
        }
        return bits;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof ConstantKey key) || !value.shape().equals(key.value.shape())
                || value.kernels != key.value.kernels) {
            return false;
        }
        if (isLarge()) {
            return value.array == key.value.array && value.offset == key.value.offset;
        }
        for (int i = 0; i < value.shape().size(); i++) {
            if (Double.doubleToRawLongBits(value.array[value.offset + i])
                    != Double.doubleToRawLongBits(key.value.array[key.value.offset + i])) {
                return false;
            }
        }
        return true;
    }
}
