/**
 * What can be said about the spectrum of a matrix without computing it.
 *
 * <p>{@link io.github.nestgrad.linalg.spectral.SpectralBounds SpectralBounds} are guaranteed: they hold for every matrix,
 * the rounding of their own computation included. Step sizes and error bounds rest on them.
 */
package io.github.nestgrad.linalg.spectral;
