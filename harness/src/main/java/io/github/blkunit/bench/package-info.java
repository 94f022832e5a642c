/**
 * The ublk server in Java against the kernel's own: cells of a matrix measured in one machine in alternating rounds,
 * their ratio and its interval, as table, JSON and
 * plot. Knows nothing of machines: it reads lines that the guest printed.
 */
@NullMarked
package io.github.blkunit.bench;

import org.jspecify.annotations.NullMarked;
