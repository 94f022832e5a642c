package io.github.blkunit.fio;

/**
 * What making the load cost fio.
 *
 * @param busiestPercent CPU time of the busiest copy, user and system, in percent of its run time; near 100 fio is the limit and not
 *     the device
 * @param contextSwitches of all copies
 */
public record GeneratorLoad(double busiestPercent, long contextSwitches) {

    GeneratorLoad plus(GeneratorLoad other) {
        return new GeneratorLoad(Math.max(busiestPercent, other.busiestPercent), contextSwitches + other.contextSwitches);
    }
}
