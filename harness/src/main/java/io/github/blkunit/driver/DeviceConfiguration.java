package io.github.blkunit.driver;

import io.github.blkunit.ByteSize;

/**
 * What a test asks of a device.
 *
 * @param queues hardware queues, 1 to 4096
 * @param depth tags per hardware queue, 1 to 4096
 * @param size capacity
 * @param logicalBlockSize bytes: 512, 1024, 2048 or 4096
 */
public record DeviceConfiguration(int queues, int depth, ByteSize size, int logicalBlockSize) {}
