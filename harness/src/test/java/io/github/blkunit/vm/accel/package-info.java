/** Tests. */
@NullMarked
package io.github.blkunit.vm.accel;

import org.jspecify.annotations.NullMarked;
