/**
 * Other kernels than the bundle's: found where the user says, checked, and made into a bundle of their own. Knows bundles, not launchers.
 */
@NullMarked
package io.github.blkunit.vm.kernel;

import org.jspecify.annotations.NullMarked;
