package io.github.blkunit.ublk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.target.Data;
import io.github.blkunit.ublk.target.Op;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tickets that are redeemed on other threads. */
class MailboxTest {
    private static final int SLOTS = 130;
    private static final int ROUNDS = 500;
    private static final int RIVALS = 3;

    private static Slot[] slots() {
        Slot[] slots = new Slot[SLOTS];
        Data data = new Data(Arena.ofAuto().allocate(4096), 0, 4096, true);
        for (int n = 0; n < SLOTS; n++) slots[n] = new Slot(n, 0, n, data, true, true);
        return slots;
    }

    @Test @Timeout(60)
    void of_several_threads_with_the_same_ticket_one_gets_through_and_no_wake_up_is_lost() throws InterruptedException {
        Slot[] slots = slots();
        Semaphore wakes = new Semaphore(0);
        Mailbox mailbox = new Mailbox(slots, wakes::release);
        AtomicInteger refused = new AtomicInteger();
        for (int round = 0; round < ROUNDS; round++) {
            long[] tickets = new long[SLOTS];
            for (int n = 0; n < SLOTS; n++) {
                slots[n].arm();
                slots[n].arrive(Op.READ, 0, 0, 8);
                tickets[n] = slots[n].defer();
            }
            List<Thread> rivals = new ArrayList<>();
            for (int rival = 0; rival < RIVALS; rival++)
                rivals.add(Thread.ofPlatform().start(() -> redeemAll(mailbox, tickets, refused)));
            AtomicInteger taken = new AtomicInteger();
            while (taken.get() < SLOTS) {
                wakes.acquire();
                mailbox.take(slot -> {
                    slot.collect();
                    taken.incrementAndGet();
                });
            }
            for (Thread rival : rivals) rival.join();
        }
        assertThat(refused).hasValue(ROUNDS * SLOTS * (RIVALS - 1));
    }

    private static void redeemAll(Mailbox mailbox, long[] tickets, AtomicInteger refused) {
        for (long ticket : tickets)
            try {
                mailbox.ok(ticket);
            } catch (IllegalStateException expected) {
                refused.incrementAndGet();
            }
    }

    @Test
    void a_second_use_shows_where_the_first_was() {
        Slot[] slots = slots();
        Mailbox mailbox = new Mailbox(slots, () -> {});
        slots[0].arm();
        slots[0].arrive(Op.READ, 0, 0, 8);
        long ticket = slots[0].defer();
        mailbox.fail(ticket, Errno.ENOSPC);
        assertThatThrownBy(() -> mailbox.ok(ticket)).isInstanceOf(IllegalStateException.class).hasMessageContainingAll(
                "completed twice, or late",
                "generation=1").rootCause().hasMessageContaining("the ticket was redeemed here");
        mailbox.take(Slot::collect);
        assertThat(slots[0].result()).isEqualTo(-Errno.ENOSPC.number());
    }

    @Test
    void a_number_that_is_no_ticket_is_refused() {
        Mailbox mailbox = new Mailbox(slots(), () -> {});
        assertThatThrownBy(() -> mailbox.ok(SLOTS)).hasMessageContaining("not a ticket of this thread");
        assertThatThrownBy(() -> mailbox.ok(0)).hasMessageContaining("completed twice, or late");
    }
}
