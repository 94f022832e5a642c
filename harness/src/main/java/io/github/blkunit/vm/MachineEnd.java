package io.github.blkunit.vm;

/**
 * How a machine ended.
 *
 * @param requested whether {@link Machine#close} was called before
 * @param reason one sentence for people, such as {@code "QEMU was killed by signal 9"} or {@code "the kernel panicked: ..."}
 */
public record MachineEnd(boolean requested, String reason) {}
