package io.github.blkunit.ublk.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.target.Access;
import io.github.blkunit.ublk.target.Answer;
import io.github.blkunit.ublk.target.Operations;
import io.github.blkunit.ublk.target.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The ownership model under random interleavings: a handler that answers, defers, starts operations, delays and throws as it likes, tickets that are redeemed in
 * any order and tried again later, a kernel that completes in any order and refuses now and then. Whatever happens, every request is committed exactly once and
 * every wrong step is refused.
 */
class OwnershipTest {
    private static final int TOTAL = 3000;
    private static final int SEEDS = 20;

    static Stream<Arguments> seedsAndModes() {
        List<DataMode> modes = List.of(new DataMode.Mapped(), new DataMode.NeedGetData(), new DataMode.ZeroCopy());
        return modes.stream().flatMap(mode -> Stream.iterate(0, seed -> seed + 1).limit(SEEDS).map(seed -> Arguments.of(seed,
                mode)));
    }

    @ParameterizedTest @MethodSource("seedsAndModes")
    void every_request_is_committed_exactly_once_and_every_wrong_step_is_refused(int seed, DataMode mode) {
        int depth = 1 + seed * 13 % 70;
        SimulatedKernel kernel = new SimulatedKernel(seed, depth, TOTAL, mode).failingOperations(5).failingRegistrations(7);
        Chaos chaos = new Chaos(seed);
        kernel.elsewhere = chaos::elsewhere;
        ServerLoop loop = Simulation.run(kernel, depth, Simulation.target(chaos::handler, Access.OPERATIONS), mode);
        assertThat(kernel.breaches).isEmpty();
        assertThat(kernel.delivered).isEqualTo(TOTAL);
        assertThat(kernel.committed).isEqualTo(TOTAL);
        assertThat(chaos.accepted).as("wrong steps that were let through").isEmpty();
        assertThat(chaos.refused).isPositive();
        assertThat(loop.failures()).isEqualTo(chaos.thrown);
        assertThat(chaos.open).as("tickets of requests that were never ended").isEmpty();
    }

    /** Does everything that a handler may do, and everything that it may not. */
    private static final class Chaos {
        final List<Long> open = new ArrayList<>();
        final List<String> accepted = new ArrayList<>();
        int refused;
        int thrown;
        private final Random random;
        private final List<Long> spent = new ArrayList<>();
        private Operations operations;

        @SuppressWarnings("NullAway.Init") // set when the loop starts
        Chaos(int seed) { random = new Random(seed); }

        io.github.blkunit.ublk.target.IoHandler handler(Operations given) {
            operations = given;
            return this::handle;
        }

        private Answer handle(Request request) {
            return switch (random.nextInt(8)) {
                case 0 -> request.fail(Errno.ENOSPC);
                case 1 -> {
                    Answer answer = request.ok();
                    mustRefuse("a second answer", request::ok);
                    mustRefuse("an operation after the answer", () -> operations.sync(request, 0));
                    mustRefuse("a deferral after the answer", request::defer);
                    yield answer;
                }
                case 2, 3 -> {
                    open.add(request.defer());
                    mustRefuse("an answer to a deferred request", request::ok);
                    yield request.later();
                }
                case 4 -> move(request);
                case 5 -> operations.delay(request, 1000, random.nextBoolean() ? Request::ok : this::handle);
                case 6 -> throwSomewhere(request);
                default -> {
                    mustRefuse("a promise without anybody to keep it", request::later);
                    yield request.ok();
                }
            };
        }

        private Answer move(Request request) {
            if (!request.op().carriesBytes()) return operations.sync(request, 0);
            long half = request.length() / 2;
            operations.read(request, 0, 0, 0, half);
            Answer answer = operations.read(request, 0, half, half, request.length() - half);
            mustRefuse("an answer to a request that is being operated on", request::ok);
            return answer;
        }

        private Answer throwSomewhere(Request request) {
            thrown++;
            switch (random.nextInt(4)) {
                case 0 -> request.ok();
                case 1 -> spent.add(request.defer());
                case 2 -> move(request);
                default -> {}
            }
            throw new IllegalArgumentException("a bug in the handler");
        }

        /** What other threads would do. */
        void elsewhere() {
            for (int n = random.nextInt(4); n >= 0 && !open.isEmpty(); n--) {
                long ticket = open.remove(random.nextInt(open.size()));
                if (random.nextBoolean()) operations.completions().ok(ticket);
                else
                    operations.completions().fail(ticket, Errno.EIO);
                spent.add(ticket);
            }
            if (spent.isEmpty()) return;
            long ticket = spent.get(random.nextInt(spent.size()));
            mustRefuse("a ticket for the second time", () -> operations.completions().ok(ticket));
        }

        private void mustRefuse(String what, Runnable step) {
            try {
                step.run();
                accepted.add(what);
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessageContainingAll("queue=", "tag=", "generation=");
                refused++;
            }
        }
    }
}
