/**
 * Group loop of blktests, one file per upstream id.
 */
@NullMarked
package io.github.blkunit.blktests.loop;

import org.jspecify.annotations.NullMarked;
