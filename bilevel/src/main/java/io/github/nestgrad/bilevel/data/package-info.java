/**
 * From files to samples: tables of numbers, splits, standardisation and the coding of targets.
 *
 * <p>A {@link io.github.nestgrad.bilevel.data.CsvReader CsvReader} reads a
 * {@link io.github.nestgrad.bilevel.data.Table Table} from a file, and
 * {@link io.github.nestgrad.bilevel.data.EmbeddedData EmbeddedData} holds three that come with the library. A
 * {@link io.github.nestgrad.bilevel.data.Preparation Preparation} says which column is the target, which
 * {@link io.github.nestgrad.bilevel.data.Task Task} it sets, and whether features are standardised. With these a
 * {@link io.github.nestgrad.bilevel.data.Dataset Dataset} is made, either from one table by a
 * {@link io.github.nestgrad.bilevel.data.Split Split}, or from a table for each part; it holds a
 * {@link io.github.nestgrad.bilevel.data.Sample Sample}, design matrix and target, for each part, and the
 * {@link io.github.nestgrad.bilevel.data.Standardization Standardization} that was measured on the training rows. Every
 * fault of the data is a {@link io.github.nestgrad.bilevel.data.DataException DataException}: one line that tells the
 * file, line and column, and what was expected there.
 *
 * <h2>Conventions</h2>
 * With x̄ and s the mean and the population deviation of a feature over the training rows, all rows use
 * (x − x̄) / s; a feature that is constant in the training rows has scale 1 and is reported. A target that is a real
 * number is centred by its mean over the training rows and not scaled, so that a linear model needs no intercept. For
 * classes the design matrix ends with a column of ones, which is not standardised.
 *
 * <h2>Numbers and threads</h2>
 * Reading rounds each decimal to the nearest double. Means and deviations are right to a few units in the last place
 * of the largest magnitude of their column, whatever that magnitude is. No value ever becomes infinite or NaN: what
 * would is an exception. All types are immutable (arrays of samples and splits are shared and must not be changed) and
 * may be used by many threads; the same input gives the same bits.
 */
package io.github.nestgrad.bilevel.data;
