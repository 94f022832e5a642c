/**
 * Which accelerator works here: found out by booting a small guest, and remembered.
 */
@NullMarked
package io.github.blkunit.vm.accel;

import org.jspecify.annotations.NullMarked;
