/**
 * io_uring over memory segments: layouts apart from the algorithm, each acquire and release with its reason. Knows nothing of ublk.
 */
@NullMarked
package io.github.blkunit.ublk.uring;

import org.jspecify.annotations.NullMarked;
