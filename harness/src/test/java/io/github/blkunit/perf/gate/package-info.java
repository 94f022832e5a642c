@NullMarked
package io.github.blkunit.perf.gate;

import org.jspecify.annotations.NullMarked;
