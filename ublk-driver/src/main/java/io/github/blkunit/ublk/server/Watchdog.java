package io.github.blkunit.ublk.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Names requests that sit too long. It samples: a tag that carries the same generation as at the last look has been held since then. So the threads that serve
 * pay nothing for it.
 */
final class Watchdog {
    private final List<ServerSlots> servers;
    private final LongSupplier nanoClock;
    private final Map<Slot, Sighting> sightings = new HashMap<>();

    /** One thread's tags, by the thread's name. */
    record ServerSlots(String thread, java.util.function.Supplier<Slot[]> slots) {}

    private record Sighting(int generation, long firstSeen, boolean reported) {}

    Watchdog(List<ServerSlots> servers, LongSupplier nanoClock) {
        this.servers = List.copyOf(servers);
        this.nanoClock = nanoClock;
    }

    /** Looks once. Returns what is held now; reports, once each, what has been held for {@code limit}. */
    synchronized List<HeldRequest> look(Duration limit, Consumer<HeldRequest> overdue) {
        long now = nanoClock.getAsLong();
        List<HeldRequest> held = new ArrayList<>();
        for (ServerSlots server : servers)
            for (Slot slot : server.slots().get()) {
                HeldRequest request = look(server.thread(), slot, now, limit, overdue);
                if (request != null) held.add(request);
            }
        return held;
    }

    private @org.jspecify.annotations.Nullable HeldRequest look(String thread, Slot slot, long now, Duration limit, Consumer<
            HeldRequest> overdue) {
        // Unsynchronised on purpose: at worst a request is seen one look later.
        int generation = slot.generation();
        if (!isHeld(slot.state())) {
            sightings.remove(slot);
            return null;
        }
        Sighting seen = sightings.get(slot);
        if (seen == null || seen.generation() != generation) seen = new Sighting(generation, now, false);
        Duration age = Duration.ofNanos(now - seen.firstSeen());
        HeldRequest request = new HeldRequest(thread, slot.toString(), age);
        boolean late = !seen.reported() && !limit.isZero() && age.compareTo(limit) >= 0;
        if (late) overdue.accept(request);
        sightings.put(slot, new Sighting(generation, seen.firstSeen(), seen.reported() || late));
        return request;
    }

    private static boolean isHeld(SlotState state) {
        return switch (state) {
            case SERVING, OPERATING, DEFERRED, ANSWERED, GETTING_DATA -> true;
            case IDLE, ARMED, ENDED -> false;
        };
    }
}
