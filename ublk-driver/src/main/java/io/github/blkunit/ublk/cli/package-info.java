/**
 * The command line of the ublk server.
 */
@NullMarked
package io.github.blkunit.ublk.cli;

import org.jspecify.annotations.NullMarked;
