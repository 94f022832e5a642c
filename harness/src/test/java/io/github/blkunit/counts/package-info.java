/** Tests of the exact gates. */
@NullMarked
package io.github.blkunit.counts;

import org.jspecify.annotations.NullMarked;
