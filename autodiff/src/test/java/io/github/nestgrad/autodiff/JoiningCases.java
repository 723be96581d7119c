package io.github.nestgrad.autodiff;

import java.util.List;

/** The catalogue of what puts tensors together. */
final class JoiningCases {

    private JoiningCases() {}

    static void addTo(List<PrimitiveCase> cases) {
        cases.add(new PrimitiveCase("Join", true, 2, Domain.WIDE, n -> Join.JOIN,
                n -> List.of(Shape.vector(n[0]), Shape.vector(n[1])), (n, x) -> {
                    Exact[] y = new Exact[n[0] + n[1]];
                    for (int i = 0; i < y.length; i++) {
                        y[i] = Exact.of(new java.math.BigDecimal(i < n[0] ? x[0][i] : x[1][i - n[0]]));
                    }
                    return y;
                }, n -> 0.0));
    }
}
