package io.github.nestgrad.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random straight-line functions of two numbers, smooth and of moderate size everywhere. */
final class RandomScalarPrograms {

    private static final int KINDS = 14;

    private RandomScalarPrograms() {}

    /** The function that a seed stands for: each step combines two of the values so far. */
    static Tensor apply(int steps, long seed, Tensor x, Tensor y) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Tensor> values = new ArrayList<>(List.of(x, y, x.times(y)));
        for (int i = 0; i < steps; i++) {
            Tensor a = values.get(values.size() - 1 - random.nextInt(Math.min(3, values.size())));
            Tensor b = values.get(random.nextInt(values.size()));
            double c = random.nextDouble(0.5, 1.5);
            values.add(switch (random.nextInt(KINDS)) {
                case 0 -> a.plus(b);
                case 1 -> a.minus(b.times(c));
                case 2 -> a.tanh().times(b);
                case 3 -> a.dividedBy(b.squared().plus(c));
                case 4 -> a.sin();
                case 5 -> a.cos().exp();
                case 6 -> a.squared().plus(c).log();
                case 7 -> a.squared().plus(c).sqrt();
                case 8 -> a.sigmoid().plus(b.softplus());
                case 9 -> a.squared().log1p();
                case 10 -> a.tanh().expm1().times(b);
                case 11 -> a.tanh().plus(1 + c).pow(4 * c - 4);
                case 12 -> a.tanh().plus(1 + c).pow(b.sin());
                default -> a.squared().plus(c).reciprocal().times(Tensor.of(c));
            });
        }
        return values.get(values.size() - 1).plus(x.times(y));
    }

    static Program record(int steps, long seed) {
        return Program.ofSeveral(x -> new Tensor[] {apply(steps, seed, x[0], x[1])}, Shape.scalar(), Shape.scalar());
    }

    /**
     * The result of a program of scalars, by plain arithmetic on the names of its operations, with something added to
     * the value of one line.
     */
    static double resultWithAdded(Program program, double[] x, int changed, double added) {
        double[] v = new double[program.lines().size()];
        List<Tensor> primals = ProgramTrace.of(program, Tensor.of(x[0]), Tensor.of(x[1])).primals();
        for (ProgramLine line : program.lines()) {
            int i = line.number();
            v[i] = switch (line.kind()) {
                case INPUT -> x[i];
                case CONSTANT -> primals.get(i).toDouble();
                case APPLICATION -> applied(line.operation(), v[line.arguments().get(0)],
                        v[line.arguments().get(line.arguments().size() - 1)]);
            };
            v[i] += i == changed ? added : 0;
        }
        return v[program.results().get(0)];
    }

    private static double applied(String operation, double a, double b) {
        if (operation.contains("(")) {
            double constant = Double.parseDouble(operation.replaceAll(".*\\(|\\)", ""));
            return operation.startsWith("times") ? a * constant
                    : operation.startsWith("pow") ? Math.pow(a, constant) : a + constant;
        }
        return switch (operation) {
            case "plus" -> a + b;
            case "minus" -> a - b;
            case "times" -> a * b;
            case "dividedBy" -> a / b;
            case "tanh" -> Math.tanh(a);
            case "sin" -> Math.sin(a);
            case "cos" -> Math.cos(a);
            case "exp" -> Math.exp(a);
            case "expm1" -> Math.expm1(a);
            case "log" -> Math.log(a);
            case "log1p" -> Math.log1p(a);
            case "pow" -> Math.pow(a, b);
            case "sqrt" -> Math.sqrt(a);
            case "squared" -> a * a;
            case "reciprocal" -> 1 / a;
            case "sigmoid" -> 1 / (1 + Math.exp(-a));
            case "softplus" -> Math.log1p(Math.exp(a));
            default -> throw new IllegalArgumentException(operation);
        };
    }
}
