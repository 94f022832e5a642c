/** Tests of what is found in the kernel's log; their logs lie in the resources' {@code corpus}. */
@NullMarked
package io.github.blkunit.kernellog;

import org.jspecify.annotations.NullMarked;
