/**
 * The VM bundle: finding, verifying and unpacking it.
 */
@NullMarked
package io.github.blkunit.vm.bundle;

import org.jspecify.annotations.NullMarked;
