package io.github.nestgrad.autodiff;

/** How two numbers compare; where one is NaN, they are unequal and nothing else. */
enum Relation {
    GREATER("greaterThan") {
        @Override
        double of(double a, double b) {
            return a > b ? 1 : 0;
        }
    },

    AT_LEAST("atLeast") {
        @Override
        double of(double a, double b) {
            return a >= b ? 1 : 0;
        }
    },

    LESS("lessThan") {
        @Override
        double of(double a, double b) {
            return a < b ? 1 : 0;
        }
    },

    AT_MOST("atMost") {
        @Override
        double of(double a, double b) {
            return a <= b ? 1 : 0;
        }
    },

    EQUAL("equalTo") {
        @Override
        double of(double a, double b) {
            return a == b ? 1 : 0;
        }
    },

    UNEQUAL("unequalTo") {
        @Override
        double of(double a, double b) {
            return a != b ? 1 : 0;
        }
    },

    /** What of a derivative max(a, b) passes on to a: a half at a tie. */
    SHARE_OF_GREATER("shareOfGreater") {
        @Override
        double of(double a, double b) {
            return a > b ? 1 : a < b ? 0 : a == b ? 0.5 : Double.NaN;
        }
    },

    /** What of a derivative min(a, b) passes on to a: a half at a tie. */
    SHARE_OF_LESS("shareOfLess") {
        @Override
        double of(double a, double b) {
            return a < b ? 1 : a > b ? 0 : a == b ? 0.5 : Double.NaN;
        }
    };

    private final String operation;

    Relation(String operation) {
        this.operation = operation;
    }

    /** 1 if it holds, else 0, or what lies between. */
    abstract double of(double a, double b);

    String operation() {
        return operation;
    }
}
