package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.control.Features;

/**
 * The kernel lacks a data mode, so another one is in effect.
 *
 * @param wanted what was asked for
 * @param used what is in effect
 * @param missing which features the kernel lacks for the wanted one
 */
public record Downgrade(DataMode wanted, DataMode used, Features missing) {
    @Override
    public String toString() { return "wanted=" + wanted + ", used=" + used + ", missing=" + Granted.names(missing); }
}
