/** Tests. */
@NullMarked
package io.github.blkunit.vm;

import org.jspecify.annotations.NullMarked;
