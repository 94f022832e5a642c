/** Tests. */
@NullMarked
package io.github.blkunit.vm.container;

import org.jspecify.annotations.NullMarked;
