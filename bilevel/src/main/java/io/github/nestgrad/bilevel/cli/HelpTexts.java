package io.github.nestgrad.bilevel.cli;

/** The texts of {@code help}; lines of at most 100 characters. */
final class HelpTexts {

    static final String GENERAL = """
            nestgrad: hyperparameters by descent on hypergradients

            Usage: java -jar nestgrad.jar COMMAND [OPTIONS]

              tune           find the regularisation that fits the validation rows best
              hypergradient  compare estimators of the hypergradient at one point
              trace          show how a function and its derivatives are computed, line by line
              help COMMAND   explain a command and its options

            tune without options tunes ridge regression on the embedded diabetes data, a regularisation per
            feature. With a vector unit: java --add-modules jdk.incubator.vector -jar nestgrad.jar ...

            Exit status: 0 done (also when a step limit is reached, which is said); 2 wrong usage or wrong
            data; 3 a lower or linear solve missed its tolerance, with which and by how much; 1 out of
            memory, or the output cannot be written.
            """;

    private static final String DATA = """

            Data (default: --embedded diabetes):
              --embedded NAME          diabetes, breast-cancer, digits-odd-even or digits
              --data FILE              a CSV file with a header, plain or gzip, to be split: three fifths of
                                       the rows train, one fifth validates, the rest tests
              --train FILE             a file for each part instead, with --validation
              --validation FILE
              --test FILE              may be left out
              --target COLUMN          the column to predict (default: the last)
              --split-seed N           the seed of the split (default: 42)
              --standardize true|false centre and scale features by the training rows (default: true; false
                                       for the embedded digits)
            """;

    private static final String MODEL = """

            Problem:
              --problem NAME           ridge, logistic or softmax (default: ridge for a target of real
                                       numbers, logistic for one of two values)
              --hyperparameters KIND   scalar: one theta for all weights; per-feature: one for each feature
                                       (default); the regularisation is lambda = exp(theta)
            """;

    private static final String STEPS = """
              --lower-steps T          steps of the lower solver (default: as many as its tolerance needs)
              --linear-steps K         steps of the linear solver (default: as many as its tolerance needs)
            """;

    private static final String FORMAT = """

            Output:
              --format text|json       for people (default) or for programs
            """;

    static final String TUNE = """
            tune: descend on hypergradients to the regularisation that fits the validation rows best

            Usage: java -jar nestgrad.jar tune [OPTIONS]
            """ + DATA + MODEL + """

            Descent:
              --start THETA            the first theta: one for all, or one each separated by commas
                                       (default: 0)
              --bounds LO,HI           where every theta stays (default: -12,12)
              --method NAME            exact, aid-cg (default), aid-fp or itd
            """ + STEPS + """
              --upper-steps S          the most steps of the descent; 0 evaluates the start (default: 200)
              --tolerance TOL          how small the gradient is to become where no bound holds a theta,
                                       relative to objective or gradient at the start (default: 1e-8)
            """ + FORMAT;

    static final String HYPERGRADIENT = """
            hypergradient: value and gradient of the validation objective at one theta, by several estimators

            Usage: java -jar nestgrad.jar hypergradient --theta A[,B,...] [OPTIONS]
            """ + DATA + MODEL + """

            Estimation:
              --theta A[,B,...]        theta: one for all, or one each separated by commas
              --methods NAMES          all (default), or some of exact, aid-cg, aid-fp and itd separated by
                                       commas
            """ + STEPS + FORMAT + """
            In JSON, lowerResidual and linearResidual are relative, as in the text; null is no finite number,
            or for the linear residual of itd that there is none.
            """;

    static final String TRACE = """
            trace: how a function and its derivatives are computed, line by line, as in a textbook

            Usage: java -jar nestgrad.jar trace [OPTIONS]

            Function (default: --example speelpenning):
              --example NAME           speelpenning (the product x1 x2 x3 x4), network (the squared error of
                                       two hidden units) or gradient-step (the validation error of ridge
                                       regression after one step of gradient descent)
              --expression FORMULA     a formula in x1, x2, ...: numbers, + - * / ^, parentheses, and the
                                       functions abs cos exp expm1 log log1p relu sigmoid sin softplus
                                       sqrt tanh
              --at A[,B,...]           the point: the entries of all arguments in their order, matrices by
                                       rows (an example has one of its own)

            What is shown:
              --columns NAMES          all (default), or some of primal, forward (tangents) and reverse
                                       (adjoints) separated by commas; the value is always shown
              --direction A[,B,...]    the direction of tangents and differences, as long as the point
                                       (default: 1,0,...)
              --parts NAMES            all, or some of trace (default), counts (operations and bytes of the
                                       function, its gradient and its Hessian-vector products) and
                                       differences (their errors against the step) separated by commas

            Output:
              --format NAME            text (default); dot or svg, a drawing of the graph, or as svg of
                                       --parts differences; json

            Lines are named as by Griewank and Walther: v0, v-1, ... are the arguments, v1, v2, ... what is
            computed; v1_dot is a tangent, v1_bar an adjoint. A minus sign binds less than ^ and more than *,
            and ^ groups to the right: -x1^2 is -(x1^2), 2^3^2 is 2^9. A negative base takes a whole
            exponent alone. In JSON, null is no finite number, or a derivative of none.
            """;

    private HelpTexts() {
    }
}
