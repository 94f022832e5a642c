/**
 * The agent: runs in the guest, executes test classes there and reports. Knows nothing of `vm` or `engine`.
 */
@NullMarked
package io.github.blkunit.guest;

import org.jspecify.annotations.NullMarked;
