package io.github.nestgrad.bilevel.cli;

/** What a method does, in a line. */
final class MethodText {

    private MethodText() {}

    static String of(Method method, Accuracy accuracy) {
        String lower = " (" + accuracy.lowerGoal(method) + ")";
        String linear = " (" + accuracy.linearGoal(method) + ")";
        return method.word() + ": " + switch (method) {
            case EXACT -> "Newton" + lower + ", adjoint system by dense factorisation";
            case AID_CG -> (accuracy.lowerSteps().isPresent() ? "gradient descent" : "Newton-CG") + lower
                    + ", adjoint system by CG" + linear;
            case AID_FP -> "gradient descent" + lower + ", adjoint system by fixed-point iteration" + linear;
            case ITD -> "gradient descent" + lower + ", reverse mode through its steps";
        };
    }
}
