package io.github.blkunit.ublk.cli.kublk;

import io.github.blkunit.ublk.sys.UblkException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server in a process and session of its own. A Java process cannot fork: the same command is started once more, marked
 * by an environment variable, with none of
 * our standard streams; it says on a pipe what is to be shown and when it is live.
 */
final class DetachedServer {
    private static final String MARK = "BLKUNIT_KUBLK_SERVER";
    private static final String SHOWN = "\1";
    private static final String LIVE = "\2";
    private static final int FAILED = 1;

    private DetachedServer() {}

    /** {@return whether this process is one} */
    static boolean isThis() { return System.getenv(MARK) != null; }

    /** In the server: the device is live. Nothing is written any more after this. */
    static void ready(String dump) {
        StringBuilder lines = new StringBuilder();
        dump.lines().forEach(line -> lines.append(SHOWN).append(line).append('\n'));
        System.out.print(lines.append(LIVE).append('\n'));
        System.out.flush();
    }

    /** Starts one and returns when it is live or has ended. */
    static int start(Output output) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true).redirectInput(new File("/dev/null"));
            builder.environment().put(MARK, "1");
            Process server = builder.start();
            BufferedReader lines = server.inputReader(StandardCharsets.UTF_8);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(LIVE)) return 0;
                if (line.startsWith(SHOWN)) output.line(line.substring(1));
                else
                    output.err().println(line);
            }
            return FAILED;
        } catch (IOException e) {
            throw new UblkException("cannot start the server: " + e.getMessage(), e);
        }
    }

    /** This process' own command, in a new session: setsid(1) keeps the process id, since the child leads no group. */
    private static List<String> command() throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid"));
        String words = Files.readString(Path.of("/proc/self/cmdline"));
        command.addAll(List.of(words.substring(0, words.length() - 1).split("\0", -1)));
        return command;
    }
}
