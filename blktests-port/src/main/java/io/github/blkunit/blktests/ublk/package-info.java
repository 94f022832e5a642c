/**
 * Group ublk of blktests, one file per upstream id.
 */
@NullMarked
package io.github.blkunit.blktests.ublk;

import org.jspecify.annotations.NullMarked;
