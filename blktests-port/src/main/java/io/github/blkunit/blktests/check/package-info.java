/**
 * {@code ./blkunit check}: a command line with blktests' habits over the ported tests. Runs on the host and asks JUnit; only
 * {@link io.github.blkunit.blktests.check.CheckedTests} and what it uses run in the guest.
 */
@NullMarked
package io.github.blkunit.blktests.check;

import org.jspecify.annotations.NullMarked;
