/**
 * Ready problems: regularised linear models whose regularisation is tuned on validation data.
 *
 * <pre>
 *   min over θ of  (1/n′) Σᵢ ℓ(xᵢ′, yᵢ′; w(θ)),     w(θ) = argmin over w of  (1/n) Σᵢ ℓ(xᵢ, yᵢ; w) + ½ Σⱼ exp(θⱼ) wⱼ²
 * </pre>
 *
 * <p>{@link io.github.nestgrad.bilevel.model.RidgeRegression RidgeRegression},
 * {@link io.github.nestgrad.bilevel.model.LogisticRegression LogisticRegression} and
 * {@link io.github.nestgrad.bilevel.model.SoftmaxRegression SoftmaxRegression} differ in the loss ℓ, one of
 * {@link io.github.nestgrad.bilevel.model.Losses Losses}; {@link io.github.nestgrad.bilevel.model.Regularization
 * Regularization} says whether θ is one number or one a feature. θ is the logarithm of the weight λ of the penalty, so
 * any real θ whose exponential is finite is admissible. A design matrix is shared and never copied; it must not change
 * while a problem is in use.
 */
package io.github.nestgrad.bilevel.model;
