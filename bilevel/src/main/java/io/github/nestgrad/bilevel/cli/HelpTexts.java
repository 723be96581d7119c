package io.github.nestgrad.bilevel.cli;

/** The texts of {@code help}; lines of at most 100 characters. */
final class HelpTexts {

    static final String GENERAL = """
            nestgrad: hyperparameters by descent on hypergradients

            Usage: java -jar nestgrad.jar COMMAND [OPTIONS]

              tune           find the regularisation that fits the validation rows best
              hypergradient  compare estimators of the hypergradient at one point
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

    private HelpTexts() {
    }
}
