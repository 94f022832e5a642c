/**
 * The {@code container} launcher: the bundle's QEMU in a container, through Testcontainers' way of finding a daemon.
 */
@NullMarked
package io.github.blkunit.vm.container;

import org.jspecify.annotations.NullMarked;
