package io.github.blkunit.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The agent's command line.
 *
 * @param channel the virtio-serial port, or null for stdin and stdout
 * @param secretFile holds the secret of the run
 * @param store where the class path is kept
 */
record AgentOptions(@Nullable Path channel, Path secretFile, Path store) {
    private static final Path QEMUS_SECRET = Path.of("/sys/firmware/qemu_fw_cfg/by_name/opt/io.github.blkunit/secret/raw");
    private static final String USAGE = " (usage: AgentMain --channel PATH | --stdio, --secret-file PATH [--store DIR])";

    static AgentOptions parse(String[] arguments) {
        Path channel = null;
        Path secretFile = null;
        Path store = Path.of("/run/blkunit/blobs");
        boolean stdio = false;
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i];
            if (name.equals("--stdio")) {
                stdio = true;
                continue;
            }
            if (i + 1 == arguments.length) throw new IllegalArgumentException("no value for " + name + USAGE);
            Path value = Path.of(arguments[++i]);
            switch (name) {
                case "--channel" -> channel = value;
                case "--secret-file" -> secretFile = value;
                case "--store" -> store = value;
                default -> throw new IllegalArgumentException("unknown option: " + name + USAGE);
            }
        }
        if (secretFile == null) throw new IllegalArgumentException("--secret-file is missing" + USAGE);
        if (stdio == (channel != null)) throw new IllegalArgumentException("give either --channel or --stdio" + USAGE);
        return new AgentOptions(channel, secretFile, store);
    }

    /** Whether the machine ends with the agent: not if the agent is a guest on somebody's real machine. */
    boolean ownsMachine() {
        return channel != null;
    }

    /** The secret of the run: QEMU's, if this is its guest, since a clone has another one than the machine that booted had. */
    String readSecret() throws IOException {
        Path source = ownsMachine() && Files.isReadable(QEMUS_SECRET) ? QEMUS_SECRET : secretFile;
        return Files.readString(source).strip();
    }
}
