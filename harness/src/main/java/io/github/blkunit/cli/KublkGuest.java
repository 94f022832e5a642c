package io.github.blkunit.cli;

import io.github.blkunit.ByteSize;
import io.github.blkunit.ublk.control.ControlDevice;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.Machines;
import io.github.blkunit.vm.VirtualTime;
import io.github.blkunit.vm.VmSettings;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A machine with the kernel's ublk test server, its self-tests and our server in it.
 *
 * @param folder what {@code ublk-driver/src/main/kublk/build.sh} made
 * @param time what makes the guest's clock go
 */
record KublkGuest(Path folder, VmSettings settings, Path artefacts, VirtualTime time) {
    private static final int CPUS = 4;
    /** The self-tests' backing files live in it. */
    private static final ByteSize MEMORY = ByteSize.gib(2);

    KublkGuest {
        if (!Files.isExecutable(folder.resolve("kublk")))
            throw new IllegalArgumentException("no kublk in this folder: --kublk=" + folder
                    + "; ublk-driver/src/main/kublk/build.sh --into " + folder
                    + " puts it there");
    }

    /** By the host's clock. */
    KublkGuest(Path folder, VmSettings settings, Path artefacts) {
        this(folder, settings, artefacts, VirtualTime.HOST);
    }

    /** Runs one of the guest's scripts; every line that it prints goes to {@code lines} at once. Returns its exit status. */
    int run(String script, List<String> arguments, Consumer<String> lines) throws MachineFault, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", """
                set -e
                mkdir -p /run/kublk/theirs
                for jar in /run/blkunit/agent/*-classes.jar; do busybox unzip -qo "$jar" -d /run/kublk/theirs; done
                exec bash "/run/kublk/theirs/guest/$@"
                """, "bash", script));
        command.addAll(arguments);
        try (PrintStream out = new PrintStream(new Lines(lines), true, StandardCharsets.UTF_8)) {
            var guest = new GuestCommand(new Machines(settings.withMemoryIfUnset(MEMORY)), InputStream.nullInputStream(), out,
                    System.err, artefacts);
            List<Path> classes = List.of(folder.toAbsolutePath(), CodePlace.of(ControlDevice.class));
            return guest.run(new GuestWork(command, settings.cpus().orElse(CPUS), classes, time));
        }
    }

    /** Cuts bytes into lines. */
    private static final class Lines extends OutputStream {
        private final Consumer<String> lines;
        private final java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();

        Lines(Consumer<String> lines) { this.lines = lines; }

        @Override
        public void write(int value) {
            if (value != '\n') {
                line.write(value);
                return;
            }
            lines.accept(line.toString(StandardCharsets.UTF_8));
            line.reset();
        }
    }
}
