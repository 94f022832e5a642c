/** Tests. */
@NullMarked
package io.github.blkunit.vm.process;

import org.jspecify.annotations.NullMarked;
