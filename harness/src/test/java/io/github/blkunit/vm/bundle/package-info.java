/** Tests of the bundle's store. */
@NullMarked
package io.github.blkunit.vm.bundle;

import org.jspecify.annotations.NullMarked;
