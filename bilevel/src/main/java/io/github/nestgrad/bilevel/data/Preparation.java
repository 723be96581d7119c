package io.github.nestgrad.bilevel.data;

import java.util.Objects;
import java.util.Optional;

/**
 * How a table becomes a {@link Dataset}.
 *
 * @param target the name of the target column; empty for the last column
 * @param task what is to be learnt; empty for {@link Task#BINARY} if the target has exactly two distinct values and
 *     {@link Task#REGRESSION} if not
 * @param standardize whether features are centred and scaled with the mean and the deviation of the training rows
 */
public record Preparation(Optional<String> target, Optional<Task> task, boolean standardize) {

    /**
     * Checks the parts.
     *
     * @param target the name of the target column, if not the last
     * @param task what is to be learnt, if the target does not decide it
     * @param standardize whether to standardise
     * @throws NullPointerException if a part is null
     */
    public Preparation {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(task, "task");
    }

    /**
     * Returns the usual preparation: the last column is the target, its values decide the task, features are
     * standardised.
     *
     * @return the preparation
     */
    public static Preparation withDefaults() {
        return new Preparation(Optional.empty(), Optional.empty(), true);
    }

    /**
     * Returns this preparation with another target.
     *
     * @param newTarget the name of the target column
     * @return the new preparation
     */
    public Preparation withTarget(String newTarget) {
        return new Preparation(Optional.of(newTarget), task, standardize);
    }

    /**
     * Returns this preparation with another task.
     *
     * @param newTask the task
     * @return the new preparation
     */
    public Preparation withTask(Task newTask) {
        return new Preparation(target, Optional.of(newTask), standardize);
    }

    /**
     * Returns this preparation with standardisation switched on or off.
     *
     * @param newStandardize whether to standardise
     * @return the new preparation
     */
    public Preparation withStandardize(boolean newStandardize) {
        return new Preparation(target, task, newStandardize);
    }
}
