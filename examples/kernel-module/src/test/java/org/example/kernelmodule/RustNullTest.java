package org.example.kernelmodule;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.Kernel;
import io.github.blkunit.driver.RustNull;

/** The same with a driver that Debian's kernel does not have: skipped there, run with {@code -Dblkunit.kernel=instrumented}. */
@Kernel(options = "CONFIG_BLK_DEV_RUST_NULL")
@BlockDevice(driver = RustNull.class, size = "64M")
@BlockDevice(driver = RustNull.class, size = "64M", logicalBlockSize = 4096)
class RustNullTest implements EveryDriver {}
