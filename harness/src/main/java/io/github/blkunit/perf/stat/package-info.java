/**
 * Statistics of paired log ratios: estimates, variance components, intervals, corrections for looks and for many cells, change points.
 * Pure functions of their arguments; what needs chance takes a seed. Knows nothing of drivers, machines and files.
 */
@NullMarked
package io.github.blkunit.perf.stat;

import org.jspecify.annotations.NullMarked;
