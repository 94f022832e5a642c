package org.example.kernelmodule;

import io.github.blkunit.BlockDevice;
import org.junit.jupiter.api.Tag;

/** The same tests on the kernel's own ublk server; {@code mvn verify -Pkublk} builds it first. */
@Tag("kublk")
@BlockDevice(driver = Kublk.class, size = "64M", queues = 2)
class KublkTest implements EveryDriver {}
