/**
 * The {@code process} launcher: the bundle's QEMU as a child process. Needs no root and nothing installed.
 */
@NullMarked
package io.github.blkunit.vm.process;

import org.jspecify.annotations.NullMarked;
