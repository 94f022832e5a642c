/** Tests of the root package. */
@NullMarked
package io.github.blkunit;

import org.jspecify.annotations.NullMarked;
