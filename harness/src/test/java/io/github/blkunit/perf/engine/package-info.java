@NullMarked
package io.github.blkunit.perf.engine;

import org.jspecify.annotations.NullMarked;
