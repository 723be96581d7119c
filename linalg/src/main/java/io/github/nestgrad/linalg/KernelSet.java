package io.github.nestgrad.linalg;

import io.github.nestgrad.linalg.kernel.KernelProvider;
import java.util.Locale;

/**
 * The two implementations of the innermost loops, of which a JVM uses one from beginning to end.
 *
 * <p>The vector set is chosen where the module {@code jdk.incubator.vector} is present, which takes
 * {@code --add-modules jdk.incubator.vector} on the command line of the JVM; the system property
 * {@code nestgrad.kernels=scalar|vector} forces one. The sets add up in different orders, so results may differ in the
 * last bits.
 */
public enum KernelSet {

    /** Plain Java. */
    SCALAR,

    /** The Vector API. */
    VECTOR;

    /**
     * The set in use.
     *
     * @return the set
     * @throws IllegalStateException if {@code nestgrad.kernels} asks for a set that is unknown or absent
     */
    public static KernelSet inUse() {
        return valueOf(KernelProvider.name().toUpperCase(Locale.ROOT));
    }
}
