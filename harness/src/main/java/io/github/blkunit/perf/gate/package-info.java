/**
 * Verdicts: what is claimed of a cell, when data suffice to say yes or no, and whether the gate itself may be believed. Pure functions over
 * {@code perf.stat}.
 */
@NullMarked
package io.github.blkunit.perf.gate;

import org.jspecify.annotations.NullMarked;
