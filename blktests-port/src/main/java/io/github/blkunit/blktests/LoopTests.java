package io.github.blkunit.blktests;

import io.github.blkunit.blktests.loop.Loop002BlockSizes;

/** Upstream's group {@code loop}, as far as it is ported. Needs no given device. */
public interface LoopTests extends Loop002BlockSizes {}
