package io.github.nestgrad.verification;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CheckReportTest {

    private static CheckReport report(double left, double right, Verdict verdict) {
        return new CheckReport("⟨u, Jv⟩", left, "⟨Jᵀu, v⟩", right, 1e-13, verdict, "J maps 3 entries to 2");
    }

    @Test
    void messageNamesBothNumbersTheirDifferenceTheToleranceAndTheCircumstances() {
        assertEquals("WRONG: ⟨u, Jv⟩ = 2.0, ⟨Jᵀu, v⟩ = -2.0, difference 4.00 (relative 2.00), tolerance 1.00e-13; "
                + "J maps 3 entries to 2", report(2, -2, Verdict.WRONG).message());
        assertEquals("OK: ⟨u, Jv⟩ = 0.0, ⟨Jᵀu, v⟩ = 0.0, difference 0.00, tolerance 1.00e-13; J maps 3 entries to 2",
                report(0, 0, Verdict.OK).message());
    }

    @Test
    void onlyOkPassesATest() {
        assertDoesNotThrow(report(1, 1, Verdict.OK)::requireOk);
        assertTrue(report(1, 1, Verdict.OK).isOk());
        for (Verdict verdict : new Verdict[] {Verdict.WRONG, Verdict.UNRESOLVED}) {
            CheckReport failed = report(1, 2, verdict);
            assertFalse(failed.isOk());
            AssertionError e = assertThrows(AssertionError.class, failed::requireOk);
            assertEquals(failed.message(), e.getMessage());
        }
    }
}
