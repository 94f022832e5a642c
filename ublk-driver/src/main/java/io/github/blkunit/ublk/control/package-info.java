/**
 * Making, describing, starting, stopping and deleting ublk devices: the commands of {@code /dev/ublk-control} as typed methods. Serves no request.
 */
@NullMarked
package io.github.blkunit.ublk.control;

import org.jspecify.annotations.NullMarked;
