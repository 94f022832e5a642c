/**
 * The VM bundle: QEMU, kernel and root file system as one Maven artifact; found, checked and unpacked once.
 * Knows how the bundle is packed and nothing of how a machine is started.
 */
@NullMarked
package io.github.blkunit.vm.bundle;

import org.jspecify.annotations.NullMarked;
