package io.github.nestgrad.autodiff.expression;

import io.github.nestgrad.autodiff.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The functions of one argument that an expression may call. */
enum Function {
    ABS("abs", Tensor::abs),
    COS("cos", Tensor::cos),
    EXP("exp", Tensor::exp),
    EXPM1("expm1", Tensor::expm1),
    LOG("log", Tensor::log),
    LOG1P("log1p", Tensor::log1p),
    RELU("relu", Tensor::relu),
    SIGMOID("sigmoid", Tensor::sigmoid),
    SIN("sin", Tensor::sin),
    SOFTPLUS("softplus", Tensor::softplus),
    SQRT("sqrt", Tensor::sqrt),
    TANH("tanh", Tensor::tanh);

    static final List<String> WORDS = Arrays.stream(values()).map(f -> f.word).toList();

    private final String word;
    private final UnaryOperator<Tensor> function;

    Function(String word, UnaryOperator<Tensor> function) {
        this.word = word;
        this.function = function;
    }

    static Optional<Function> of(String word) {
        return Arrays.stream(values()).filter(f -> f.word.equals(word)).findFirst();
    }

    String word() {
        return word;
    }

    Tensor apply(Tensor x) {
        return function.apply(x);
    }
}
