/** Tests of the ported tests and their helpers. */
@NullMarked
package io.github.blkunit.blktests;

import org.jspecify.annotations.NullMarked;
