package io.github.blkunit.vm;

/**
 * The accelerator that machines get.
 *
 * @param why one sentence
 */
public record AcceleratorChoice(Accelerator accelerator, String why) {}
