/**
 * The {@code none} launcher: no virtual machine, the agent runs on this one.
 */
@NullMarked
package io.github.blkunit.vm.local;

import org.jspecify.annotations.NullMarked;
