/**
 * The blktests suite as JUnit tests: the groups, and the annotations that say where a test comes from and what it needs.
 */
@NullMarked
package io.github.blkunit.blktests;

import org.jspecify.annotations.NullMarked;
