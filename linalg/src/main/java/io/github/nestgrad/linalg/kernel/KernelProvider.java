package io.github.nestgrad.linalg.kernel;

import io.github.nestgrad.linalg.parallel.Parallelism;
import java.util.Optional;

/**
 * Chooses the kernel set, once for the life of the JVM.
 *
 * <p>The vector set is used if the module {@code jdk.incubator.vector} is there, else the scalar set; the system
 * property {@code nestgrad.kernels} with the value {@code scalar} or {@code vector} forces one. A set that was asked
 * for and is absent is never replaced silently: each use says so.
 */
public final class KernelProvider {

    private static final String PROPERTY = "nestgrad.kernels";
    private static final String SCALAR = "scalar";
    private static final String VECTOR = "vector";
    private static final String INCUBATOR = "jdk.incubator.vector";
    // a name and not a type, since these classes are compiled after all others and only they see the incubator module
    private static final String VECTOR_CLASS = "io.github.nestgrad.linalg.kernel.VectorKernels";

    private static final Choice CHOICE = choose(System.getProperty(PROPERTY), ModuleLayer.boot().findModule(INCUBATOR));
    // a constant of its own, so that the compiler sees through every call
    private static final Kernels KERNELS = CHOICE.kernels;

    private KernelProvider() {}

    /** A set with its name; or no set, and why. */
    record Choice(Kernels kernels, String name, String failure) {

        private static Choice of(Kernels kernels, String name) {
            return new Choice(kernels, name, null);
        }

        private static Choice failed(String failure) {
            return new Choice(null, null, failure);
        }
    }

    /**
     * The kernels in use.
     *
     * @return the kernels; the same object at each call
     * @throws IllegalStateException if a set was asked for that is unknown or absent
     */
    public static Kernels get() {
        if (KERNELS == null) {
            throw new IllegalStateException(CHOICE.failure);
        }
        return KERNELS;
    }

    /**
     * The kernels in use, with the larger products and row functions shared out among threads, to the same bits.
     *
     * @param parallelism the threads
     * @return the kernels
     * @throws IllegalStateException if a set was asked for that is unknown or absent
     */
    public static Kernels over(Parallelism parallelism) {
        return parallelism.isSequential() ? get()
                : new ParallelKernels(get(), parallelism, ParallelThresholds.MEASURED);
    }

    /**
     * The name of the set in use.
     *
     * @return {@code scalar} or {@code vector}
     * @throws IllegalStateException if a set was asked for that is unknown or absent
     */
    public static String name() {
        get();
        return CHOICE.name;
    }

    static Choice choose(String wanted, Optional<Module> incubator) {
        if (wanted != null && !wanted.equals(SCALAR) && !wanted.equals(VECTOR)) {
            return Choice.failed(PROPERTY + "=" + wanted + ": no such kernel set (expected scalar or vector)");
        }
        if (SCALAR.equals(wanted) || wanted == null && incubator.isEmpty()) {
            return Choice.of(new ScalarKernels(), SCALAR);
        }
        if (incubator.isEmpty()) {
            return Choice.failed(PROPERTY + "=vector: the module " + INCUBATOR
                    + " is absent (expected the JVM to be started with --add-modules " + INCUBATOR + ")");
        }
        KernelProvider.class.getModule().addReads(incubator.get());
        try {
            return Choice.of((Kernels) Class.forName(VECTOR_CLASS).getDeclaredConstructor().newInstance(), VECTOR);
        } catch (ReflectiveOperationException | LinkageError e) {
            return Choice.failed("the vector kernels cannot be loaded (" + e + "); -D" + PROPERTY
                    + "=scalar does without them");
        }
    }
}
