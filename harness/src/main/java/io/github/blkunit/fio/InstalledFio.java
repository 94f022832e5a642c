package io.github.blkunit.fio;

import io.github.blkunit.driver.Command;
import io.github.blkunit.fio.FioPlan.UsedOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The fio of this machine. Asked once per engine; from any thread. */
final class InstalledFio {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Map<String, FioCatalogue> BY_ENGINE = new ConcurrentHashMap<>();

    private InstalledFio() {}

    /** @throws FioException if there is no fio, or for the first option that it does not have */
    static void check(List<UsedOptions> jobs) {
        for (UsedOptions job : jobs) {
            FioCatalogue catalogue = catalogue(job.engine());
            for (String option : job.names()) {
                if (!catalogue.has(option) && !isAlias(option)) { throw catalogue.unknown(option, job.engine()); }
            }
        }
    }

    static FioCatalogue catalogue(String engine) {
        return BY_ENGINE.computeIfAbsent(engine,
                name -> FioCatalogue.parse(say("--version"), say("--cmdhelp=all"), say("--enghelp=" + name)));
    }

    /** Second names are not in the lists, but fio finds them. */
    private static boolean isAlias(String option) {
        return !say("--cmdhelp=" + option).startsWith("No such command");
    }

    static FioException missing(IOException cause) {
        return new FioException("fio cannot be started; is it installed in this machine and on the PATH? " + cause.getMessage(),
                cause);
    }

    private static String say(String argument) {
        try {
            return Command.of("fio", argument).run(LIMIT).text();
        } catch (IOException e) {
            throw missing(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FioException("interrupted while fio " + argument + " ran", e);
        }
    }
}
