package io.github.nestgrad.linalg.kernel;

/** The elementwise and row kernels of the set that this JVM runs with. */
final class KernelsInTest {

    private KernelsInTest() {}

    static ElementwiseKernels elementwise() {
        return isVector() ? (ElementwiseKernels) create("VectorElementwise") : new ScalarElementwise();
    }

    static RowKernels rows() {
        return isVector() ? (RowKernels) create("VectorRows") : new ScalarRows();
    }

    private static boolean isVector() {
        return KernelProvider.name().equals("vector");
    }

    // by name, as in KernelProvider: these classes are compiled apart
    private static Object create(String name) {
        try {
            return Class.forName(KernelsInTest.class.getPackageName() + "." + name).getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
