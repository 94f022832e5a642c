package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.control.CpuSet;
import io.github.blkunit.ublk.target.Target;

/**
 * What a queue thread needs to know.
 *
 * @param device device number
 * @param queue queue number
 * @param depth tags
 * @param maxRequest bytes of the largest request
 * @param character descriptor of the open character device
 * @param cpus where the thread may run
 * @param target who answers
 * @param traced whether to remember where each answer was given
 */
record QueueSpec(int device, int queue, int depth, int maxRequest, int character, CpuSet cpus, Target target, boolean traced) {}
