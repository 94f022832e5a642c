/**
 * The guest's side of a performance run: brings both drivers up, measures pairs of windows, checks conditions, reports line by line.
 */
@NullMarked
package io.github.blkunit.perf.guest;

import org.jspecify.annotations.NullMarked;
