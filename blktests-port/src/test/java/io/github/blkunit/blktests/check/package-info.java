@NullMarked
package io.github.blkunit.blktests.check;

import org.jspecify.annotations.NullMarked;
