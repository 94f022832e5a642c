@NullMarked
package io.github.blkunit.vm.kernel;

import org.jspecify.annotations.NullMarked;
