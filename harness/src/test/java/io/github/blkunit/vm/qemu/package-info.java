/** Tests. */
@NullMarked
package io.github.blkunit.vm.qemu;

import org.jspecify.annotations.NullMarked;
