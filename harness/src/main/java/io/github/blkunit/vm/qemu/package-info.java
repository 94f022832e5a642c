/**
 * QEMU's command line and the initramfs it boots. Starts nothing.
 */
@NullMarked
package io.github.blkunit.vm.qemu;

import org.jspecify.annotations.NullMarked;
