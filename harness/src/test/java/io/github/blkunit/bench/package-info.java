@NullMarked
package io.github.blkunit.bench;

import org.jspecify.annotations.NullMarked;
