@NullMarked
package io.github.blkunit.ublkserver;

import org.jspecify.annotations.NullMarked;
