package io.github.blkunit.fio;

/**
 * Failed requests of a job that tolerates them.
 *
 * @param total how many failed
 * @param first errno of the first, 0 if none failed
 */
public record FioErrors(long total, int first) {
    static final FioErrors NONE = new FioErrors(0, 0);

    FioErrors plus(FioErrors other) { return new FioErrors(total + other.total, first != 0 ? first : other.first); }
}
