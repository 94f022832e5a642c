/**
 * Group block of blktests, one file per upstream id.
 */
@NullMarked
package io.github.blkunit.blktests.block;

import org.jspecify.annotations.NullMarked;
