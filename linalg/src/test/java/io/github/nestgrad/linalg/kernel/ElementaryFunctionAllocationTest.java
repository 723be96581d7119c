package io.github.nestgrad.linalg.kernel;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * No elementwise or row kernel allocates in the steady state, with all of them in use in one JVM, and with whatever
 * else the tests have run in it; run for each kernel set.
 *
 * <p>A vector that the compiler cannot keep in a register is allocated: this is what notices a kernel that has grown
 * beyond what the compiler inlines.
 */
class ElementaryFunctionAllocationTest {

    @Test
    void nothingAllocates() {
        ElementaryOrder.requireNoAllocation(
                new ElementaryOrder().uses(List.of(ElementaryOrder.ELEMENTWISE, ElementaryOrder.ROWS)));
    }
}
