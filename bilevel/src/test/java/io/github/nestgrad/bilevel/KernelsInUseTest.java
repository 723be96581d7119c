package io.github.nestgrad.bilevel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.nestgrad.linalg.KernelSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The whole suite runs once for each kernel set; this is what makes sure that it does. */
class KernelsInUseTest {

    @Test
    void kernelsInUseAreThoseAskedFor() {
        String askedFor = System.getProperty("nestgrad.kernels");
        assertNotNull(askedFor, "the build sets nestgrad.kernels");
        assertEquals(askedFor, KernelSet.inUse().name().toLowerCase(Locale.ROOT));
    }
}
