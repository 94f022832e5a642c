package io.github.blkunit.vm;

import java.util.ArrayList;
import java.util.List;

/**
 * The launchers, and which of them is used.
 *
 * <p>{@code auto} takes the first one that works, in this order: {@code container}, because where there is Docker the machine is then separated
 * from the host as users of Testcontainers expect, also on a remote daemon; {@code process}, because it works without anything.
 * {@code none} runs tests as root on the machine itself, and is only taken when a user names it.
 */
public final class Launchers {
    private static final List<String> NEVER_BY_ITSELF = List.of("none");

    private final List<Launcher> launchers;

    /** @param launchers in order of preference */
    public Launchers(List<Launcher> launchers) {
        this.launchers = List.copyOf(launchers);
    }

    /** All, in order of preference. */
    public List<Launcher> all() { return launchers; }

    /**
     * Picks.
     *
     * @param wanted {@code auto} or the name of a launcher
     * @throws MachineFault if it cannot work here; for {@code auto} with the reason of each
     */
    public Selection select(String wanted) throws MachineFault, InterruptedException {
        List<String> reasons = new ArrayList<>();
        for (Launcher launcher : launchers) {
            boolean candidate = wanted.equals("auto") ? !NEVER_BY_ITSELF.contains(launcher.name()) : wanted.equals(launcher
                    .name());
            if (!candidate) {
                continue;
            }
            switch (launcher.availability()) {
                case Availability.Usable usable -> {
                    String passedOver = reasons.isEmpty() ? "" : "; not " + String.join("; not ", reasons);
                    return new Selection(launcher, usable.reason() + passedOver);
                }
                case Availability.Missing missing -> reasons.add(launcher.name() + ": " + missing.reason());
            }
        }
        if (reasons.isEmpty()) {
            throw new MachineFault("there is no such launcher: blkunit.launcher=" + wanted + " (use auto, "
                    + String.join(", ", launchers.stream().map(Launcher::name).toList()) + ")");
        }
        throw new MachineFault("no machine can be started here: blkunit.launcher=" + wanted + "; " + String.join("; ", reasons));
    }
}
