package io.github.nestgrad.bilevel.data;

/** Neumaier's variant of Kahan's sum (Z. Angew. Math. Mech. 54, 1974): what each addition rounds away is kept. */
final class CompensatedSum {

    private double sum;
    private double lost;

    void add(double term) {
        double next = sum + term;
        lost += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
        sum = next;
    }

    double value() {
        return sum + lost;
    }
}
