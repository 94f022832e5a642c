package io.github.blkunit.ublk.cli.kublk;

import java.util.StringJoiner;

/** {@code help}. */
final class Usage {
    private Usage() {}

    static int print(Output output) {
        StringJoiner options = new StringJoiner(" ");
        for (Option option : Option.values()) options.add(option + (option.takesArgument() ? "=ARG" : ""));
        output.line("kublk COMMAND [OPTION...] [BACKING-FILE...]");
        output.line("commands: add recover del stop list features update_size quiesce set_params help");
        output.line("targets (-t): null loop stripe fault_inject");
        output.line("options: " + options);
        output.line("of targets: --chunk_size=BYTES (stripe) --delay_us=MICROSECONDS --die_during_fetch=0|1 (fault_inject)");
        return 0;
    }
}
