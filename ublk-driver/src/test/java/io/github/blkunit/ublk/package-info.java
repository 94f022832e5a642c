@NullMarked
package io.github.blkunit.ublk;

import org.jspecify.annotations.NullMarked;
