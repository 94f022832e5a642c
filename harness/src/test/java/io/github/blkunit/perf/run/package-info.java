@NullMarked
package io.github.blkunit.perf.run;

import org.jspecify.annotations.NullMarked;
