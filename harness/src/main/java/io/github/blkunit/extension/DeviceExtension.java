package io.github.blkunit.extension;

import org.junit.jupiter.api.extension.Extension;

/** Brings the device of a {@code @BlockDevice} class up and down, and injects it. */
public final class DeviceExtension implements Extension {}
