package io.github.blkunit.vm.qemu;

import io.github.blkunit.vm.console.Console;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says in one sentence why QEMU ended. */
public final class QemuEnd {
    /** How the Java library and container runtimes report a signal: 128 + its number. */
    private static final int SIGNALLED = 128;
    private static final Map<Integer, String> SIGNALS = Map.of(1, "SIGHUP", 2, "SIGINT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS",
            9,
            "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM");

    private QemuEnd() {}

    /**
     * The sentence.
     *
     * @param status QEMU's exit status
     * @param console what the guest printed
     * @param errors what QEMU itself printed on its standard error, line by line
     */
    public static String reason(int status, Console console, List<String> errors) {
        Optional<String> said = console.verdict();
        String complaint = complaint(errors);
        if (status > SIGNALLED && status < SIGNALLED + 65) {
            int signal = status - SIGNALLED;
            String hint = signal == 9 ? "; out of memory? see the kernel log of the host" : "";
            return "QEMU was killed by signal " + signal + SIGNALS.entrySet().stream().filter(known -> known.getKey() == signal)
                    .map(known -> " (" + known.getValue() + ")").findFirst().orElse("") + hint
                    + said.map(sentence -> "; before that " + sentence).orElse("") + complaint;
        }
        if (said.isPresent()) {
            return said.get();
        }
        if (status != 0) {
            return "QEMU exited with status " + status + complaint;
        }
        return "the guest powered off without a word, or its watchdog did because the agent had stopped" + complaint;
    }

    /** QEMU's last line is the one that names the cause; it names itself by its path first. */
    private static String complaint(List<String> errors) {
        return errors.stream().map(String::strip).filter(line -> !line.isEmpty()).reduce((first, second) -> second)
                .map(line -> ": " + line.replaceFirst("^\\S*qemu-system-x86_64: ", "")).orElse("");
    }
}
