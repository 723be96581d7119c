/**
 * Functions that a user types: {@link io.github.nestgrad.autodiff.expression.Expression Expression} reads a formula in
 * infix notation and is then a function of scalars like any other, to be differentiated or recorded. Its javadoc is the
 * definition of the syntax. A formula that cannot be read is refused with the column and what was expected there.
 */
package io.github.nestgrad.autodiff.expression;
