package io.github.nestgrad.linalg.kernel;

/** What becomes of a product P that is written to C. */
public enum Store {
    /** C ← P. */
    SET,
    /** C ← C + P. */
    ADD,
    /** C ← C − P. */
    SUBTRACT;

    /** Puts one entry of P in its place. */
    void put(double[] c, int at, double entry) {
        switch (this) {
            case SET -> c[at] = entry;
            case ADD -> c[at] += entry;
            case SUBTRACT -> c[at] -= entry;
        }
    }
}
