/**
 * A second command line, compatible with the kernel's ublk test server (kublk): same commands, options, positions in the
 * output, exit statuses and detaching,
 * so that the kernel's self-tests run with it. Written from a description of the interface. Uses no library: these
 * programs start often.
 */
@NullMarked
package io.github.blkunit.ublk.cli.kublk;

import org.jspecify.annotations.NullMarked;
