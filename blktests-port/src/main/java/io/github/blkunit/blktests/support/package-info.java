/**
 * What several ported tests share. Knows no test.
 */
@NullMarked
package io.github.blkunit.blktests.support;

import org.jspecify.annotations.NullMarked;
