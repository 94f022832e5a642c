@NullMarked
package io.github.blkunit.blktests.faults;

import org.jspecify.annotations.NullMarked;
