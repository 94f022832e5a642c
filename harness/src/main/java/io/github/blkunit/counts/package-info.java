/**
 * Exact gates: what a request costs in things that can be counted, so that one short run decides and no statistics are needed.
 *
 * <p>The kernel's figures come from histogram triggers of tracefs, which count in the kernel and lose nothing (no BPF, no buffer to
 * overflow); a server's from its threads' files in {@code /proc}. Runs in the guest, as root. May know fio and drivers, not machines.
 */
@NullMarked
package io.github.blkunit.counts;

import org.jspecify.annotations.NullMarked;
