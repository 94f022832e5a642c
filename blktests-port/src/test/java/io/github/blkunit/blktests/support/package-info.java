/** Tests of the ported tests and their helpers. */
@NullMarked
package io.github.blkunit.blktests.support;

import org.jspecify.annotations.NullMarked;
