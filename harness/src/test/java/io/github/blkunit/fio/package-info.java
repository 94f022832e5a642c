/** Tests of fio jobs, results and assertions. */
@NullMarked
package io.github.blkunit.fio;

import org.jspecify.annotations.NullMarked;
