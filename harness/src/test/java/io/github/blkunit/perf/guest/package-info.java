@NullMarked
package io.github.blkunit.perf.guest;

import org.jspecify.annotations.NullMarked;
