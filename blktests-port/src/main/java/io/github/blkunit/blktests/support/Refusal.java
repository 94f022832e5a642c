package io.github.blkunit.blktests.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.blkunit.ErrnoException;
import io.github.blkunit.ublk.sys.Errno;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the kernel must not do. */
public final class Refusal {
    private Refusal() {}

    /**
     * Fails unless the call fails with that error.
     *
     * @param what is refused, for the failure's text
     */
    public static void assertRefused(Errno with, String what, ThrowingCallable call) {
        assertThatExceptionOfType(ErrnoException.class).as(what).isThrownBy(call)
                .satisfies(refusal -> assertThat(refusal.errno()).as(what).isEqualTo(with));
    }
}
