package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.target.Answer;
import io.github.blkunit.ublk.target.IoHandler;
import io.github.blkunit.ublk.target.Operations;
import io.github.blkunit.ublk.target.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Defers every request, and answers some in random order whenever it is asked to. */
final class LaterAnswers {
    private final Random random;
    private final List<Long> tickets = new ArrayList<>();
    private @Nullable Operations operations;

    LaterAnswers(long seed) { this.random = new Random(seed); }

    IoHandler handler(Operations given) {
        operations = given;
        return this::defer;
    }

    private Answer defer(Request request) {
        tickets.add(request.defer());
        return request.later();
    }

    void redeemSome() {
        for (int n = 1 + random.nextInt(3); n > 0 && !tickets.isEmpty(); n--)
            Objects.requireNonNull(operations).completions().ok(tickets.remove(random.nextInt(tickets.size())));
    }

    /** {@return requests that have not been answered} */
    int held() { return tickets.size(); }
}
