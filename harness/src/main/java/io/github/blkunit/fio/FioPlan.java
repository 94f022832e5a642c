package io.github.blkunit.fio;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one fio process is to do.
 *
 * @param name for messages and file names
 * @param arguments fio's arguments that describe the jobs
 * @param options names of the job options among them, with the engine to which they belong
 * @param deadline when it is killed
 * @param toleratesErrors whether failed requests are counted instead of ending it
 */
record FioPlan(String name, List<String> arguments, List<UsedOptions> options, Duration deadline, boolean toleratesErrors) {

    /**
     * Options of one job.
     *
     * @param engine fio's I/O engine, which has options of its own
     * @param names without dashes
     */
    record UsedOptions(String engine, List<String> names) {}

    FioPlan {
        arguments = List.copyOf(arguments);
        options = List.copyOf(options);
    }

    /** The command line against one device: options before the first job hold for all jobs. Against several each job is there once per device. */
    List<String> command(List<Path> targets, Path json) {
        List<String> command = new ArrayList<>(List.of("fio", "--output-format=json+", "--output=" + json, "--eta=always",
                "--eta-newline=1", "--filename=" + fileName(targets.getFirst()), "--thread=1"));
        command.addAll(arguments);
        for (Path other : targets.subList(1, targets.size())) {
            command.addAll(arguments);
            command.add("--filename=" + fileName(other));
        }
        return command;
    }

    /** A colon would begin another file. */
    static String fileName(Path target) { return target.toString().replace(":", "\\:"); }
}
