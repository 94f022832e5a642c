/** Slow-downs on purpose: what the gates must find. */
@NullMarked
package io.github.blkunit.perf.planted;

import org.jspecify.annotations.NullMarked;
