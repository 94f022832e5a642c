package io.github.blkunit.vm;

import java.nio.file.Path;
import java.util.List;

/** What runs in the guest once it has booted. */
public sealed interface Payload {

    /**
     * The agent: a JVM that speaks over the channel.
     *
     * @param classPath jars or class directories that it starts with, in class path order
     * @param mainClass gets {@code --channel PATH --secret-file PATH}
     */
    record Agent(List<Path> classPath, String mainClass) implements Payload {
        public Agent { classPath = List.copyOf(classPath); }
    }

    /**
     * A shell script instead of the agent, for probes: its output is on the console, and the guest powers off after it.
     *
     * @param text for {@code sh}
     */
    record BootScript(String text) implements Payload {}
}
