package io.github.blkunit.blktests;

import io.github.blkunit.blktests.ublk.Ublk001DeleteUnderLoad;
import io.github.blkunit.blktests.ublk.Ublk005Recovery;

/** Upstream's group {@code ublk}, as far as it is ported, with blkunit's own server. Needs no given device. */
public interface UblkTests extends Ublk001DeleteUnderLoad, Ublk005Recovery {}
