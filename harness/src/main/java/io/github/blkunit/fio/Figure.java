package io.github.blkunit.fio;

import java.util.function.Function;

/**
 * One figure of a result that can be compared, and whose failure is told with the job's facts.
 *
 * @param owner where a passed check comes back to
 * @param what the figure's name in messages
 * @param actual what was measured
 * @param format how a value is written in messages, with its unit
 */
record Figure<T extends Comparable<T>>(FioAssert owner, String what, T actual, Function<T, String> format) {

    FioAssert isGreaterThan(T bound) { return check(actual.compareTo(bound) > 0, "more than ", bound); }

    FioAssert isAtLeast(T bound) { return check(actual.compareTo(bound) >= 0, "at least ", bound); }

    FioAssert isLessThan(T bound) { return check(actual.compareTo(bound) < 0, "less than ", bound); }

    FioAssert isAtMost(T bound) { return check(actual.compareTo(bound) <= 0, "at most ", bound); }

    private FioAssert check(boolean holds, String relation, T bound) {
        if (!holds) { owner.fail(what, relation + format.apply(bound), format.apply(actual), bound, actual); }
        return owner;
    }
}
