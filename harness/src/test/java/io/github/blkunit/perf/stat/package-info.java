@NullMarked
package io.github.blkunit.perf.stat;

import org.jspecify.annotations.NullMarked;
