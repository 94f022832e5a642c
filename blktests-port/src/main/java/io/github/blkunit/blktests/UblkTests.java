package io.github.blkunit.blktests;

import io.github.blkunit.blktests.ublk.Ublk001DeleteUnderLoad;

/** Upstream's group {@code ublk}, as far as it is ported, with blkunit's own server. Needs no given device. */
public interface UblkTests extends Ublk001DeleteUnderLoad {}
