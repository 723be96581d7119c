package io.github.nestgrad.linalg.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.nestgrad.linalg.KernelSet;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KernelProviderTest {

    private static final Optional<Module> PRESENT = ModuleLayer.boot().findModule("jdk.incubator.vector");

    /** The build runs these tests once for each set; a set that silently fell back to the other would end here. */
    @Test
    void theKernelsInUseAreThoseThatTheBuildAskedFor() {
        String wanted = System.getProperty("nestgrad.kernels");
        assertNotNull(wanted, "the build sets nestgrad.kernels");
        assertEquals(wanted, KernelProvider.name());
        assertEquals(KernelSet.valueOf(wanted.toUpperCase(Locale.ROOT)), KernelSet.inUse());
        assertEquals(wanted.equals("vector") ? "VectorKernels" : "ScalarKernels",
                KernelProvider.get().getClass().getSimpleName());
        assertSame(KernelProvider.get(), KernelProvider.get());
    }

    @Test
    void withoutTheIncubatorTheScalarSetIsChosen() {
        assertEquals("scalar", KernelProvider.choose(null, Optional.empty()).name());
        assertEquals("scalar", KernelProvider.choose("scalar", Optional.empty()).name());
        assertEquals("scalar", KernelProvider.choose("scalar", PRESENT).name());
    }

    @Test
    void withTheIncubatorTheVectorSetIsChosen() {
        if (PRESENT.isPresent()) {
            assertEquals("vector", KernelProvider.choose(null, PRESENT).name());
            assertEquals("vector", KernelProvider.choose("vector", PRESENT).name());
        } else {
            assertEquals("scalar", System.getProperty("nestgrad.kernels"), "only the scalar run lacks the module");
        }
    }

    @Test
    void anAbsentSetIsAFailureThatNamesTheRemedyAndNotAFallback() {
        KernelProvider.Choice choice = KernelProvider.choose("vector", Optional.empty());
        assertNull(choice.kernels());
        assertEquals("nestgrad.kernels=vector: the module jdk.incubator.vector is absent (expected the JVM to be "
                + "started with --add-modules jdk.incubator.vector)", choice.failure());
    }

    @Test
    void anUnknownSetIsAFailureThatNamesTheKnownOnes() {
        KernelProvider.Choice choice = KernelProvider.choose("fast", PRESENT);
        assertNull(choice.kernels());
        assertEquals("nestgrad.kernels=fast: no such kernel set (expected scalar or vector)", choice.failure());
    }
}
