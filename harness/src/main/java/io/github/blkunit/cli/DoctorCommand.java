package io.github.blkunit.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.blkunit.vm.Machines;
import io.github.blkunit.vm.VmSettings;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what this machine has, what a run would use, and why. */
@Command(name = "doctor", mixinStandardHelpOptions = true, sortOptions = false,
        description = "What this machine has, which launcher and accelerator tests will use and why, and what to install for more. "
                + "Exit status 0 if tests can run.")
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private VmOptions vm = new VmOptions();
    @Option(names = "--json", description = "as JSON")
    private boolean json;
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, JsonProcessingException {
        VmSettings settings = vm.settings();
        List<Check> checks = new Checks(settings, new Machines(settings)).all();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(checks));
        } else {
            print(checks, out, Terminal.isThere());
        }
        out.flush();
        return canRun(checks) ? 0 : 1;
    }

    static boolean canRun(List<Check> checks) {
        return checks.stream().noneMatch(check -> check.verdict() == Check.Verdict.BAD);
    }

    static void print(List<Check> checks, PrintWriter out, boolean color) {
        int width = checks.stream().mapToInt(check -> check.name().length()).max().orElse(0);
        for (Check check : checks) {
            out.printf("%s  %-" + width + "s  %s%n", mark(check.verdict(), color), check.name(), check.found());
            if (!check.cure().isEmpty()) {
                out.printf("      %-" + width + "s  -> %s%n", "", check.cure());
            }
        }
        out.println(canRun(checks) ? "Tests can run here." : "Tests cannot run here yet: see the lines marked BAD.");
    }

    private static String mark(Check.Verdict verdict, boolean color) {
        String word = switch (verdict) {
            case OK -> "ok  ";
            case NOTE -> "note";
            case BAD -> "BAD ";
        };
        String code = switch (verdict) {
            case OK -> "32";
            case NOTE -> "33";
            case BAD -> "31";
        };
        return color ? "\u001b[" + code + "m" + word + "\u001b[0m" : word;
    }
}
