package io.github.nestgrad.bilevel.cli;

import io.github.nestgrad.bilevel.data.Task;

/** The problems that can be asked for. */
enum ProblemKind implements Values.Word {
    RIDGE("ridge", Task.REGRESSION),
    LOGISTIC("logistic", Task.BINARY),
    SOFTMAX("softmax", Task.MULTICLASS);

    private final String word;
    private final Task task;

    ProblemKind(String word, Task task) {
        this.word = word;
        this.task = task;
    }

    static ProblemKind of(Task task) {
        return switch (task) {
            case REGRESSION -> RIDGE;
            case BINARY -> LOGISTIC;
            case MULTICLASS -> SOFTMAX;
        };
    }

    Task task() {
        return task;
    }

    @Override
    public String word() {
        return word;
    }
}
