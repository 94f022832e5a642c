package io.github.blkunit.vm.console;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks in console lines for what ends a machine: the first kernel report that is fatal, and init's last words. */
final class ConsoleVerdict {
    /** Time stamp and, with CONFIG_PRINTK_CALLER, task or CPU in front of a kernel line. */
    private static final String PREFIX = "^(?:\\[\\s*\\d+\\.\\d+\\])?(?:\\[\\s*[TC]\\d+\\])?\\s*";
    private static final Pattern FATAL = Pattern.compile(PREFIX + "("
            + "Kernel panic - not syncing.*"
            + "|BUG: (?:kernel NULL pointer dereference|unable to handle).*"
            + "|kernel BUG at .*"
            + "|Oops: .*"
            + "|general protection fault.*"
            + "|rust_kernel: panicked.*)");
    private static final Pattern INIT_ENDED = Pattern.compile("blkunit-init: ((?:agent|boot\\.sh).* exited with status \\d+)");
    private static final Pattern INIT_FAILED = Pattern.compile(
            "blkunit-init: (cannot .*|no root device.*|the initramfs could not .*)");

    private @Nullable String fatal;
    private @Nullable String panic;
    private @Nullable String init;

    void accept(String line) {
        Matcher report = FATAL.matcher(line);
        if (report.find()) {
            String title = report.group(1).strip();
            if (title.startsWith("Kernel panic")) {
                panic = panic == null ? title : panic;
            } else {
                fatal = fatal == null ? title : fatal;
            }
            return;
        }
        Matcher ended = INIT_ENDED.matcher(line);
        Matcher failed = INIT_FAILED.matcher(line);
        if (ended.find()) {
            init = ended.group(1);
        } else if (failed.find() && init == null) {
            init = failed.group(1);
        }
    }

    /** The report before the panic says more than the panic, which often is only "Fatal exception". */
    Optional<String> sentence() {
        if (fatal != null) {
            return Optional.of("the kernel crashed: " + fatal);
        }
        if (panic != null) {
            return Optional.of("the kernel panicked: " + panic);
        }
        return Optional.ofNullable(init).map(said -> "the guest powered off: " + said);
    }
}
