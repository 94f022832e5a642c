/** Tests. */
@NullMarked
package io.github.blkunit.vm.console;

import org.jspecify.annotations.NullMarked;
