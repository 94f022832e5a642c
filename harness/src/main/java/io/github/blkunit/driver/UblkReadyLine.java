package io.github.blkunit.driver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a ublk server prints once it is live.
 *
 * @param node the block device
 * @param id the device's number
 * @param pid the server's process
 * @param queues hardware queues as the kernel granted them
 * @param depth tags per queue as the kernel granted them
 */
record UblkReadyLine(Path node, int id, long pid, int queues, int depth) {
    private static final Pattern FORM = Pattern.compile(
            "^ready (/dev/ublkb\\d{1,7}) id=(\\d{1,7}) pid=(\\d{1,18}) queues=(\\d{1,5}) depth=(\\d{1,5})\\R", Pattern.MULTILINE);

    /** Finds the line in the server's output so far; a line whose end has not arrived does not count. */
    static Optional<UblkReadyLine> find(Path output) throws IOException {
        return find(new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
    }

    static Optional<UblkReadyLine> find(String output) {
        Matcher form = FORM.matcher(output);
        return form.find() ? Optional.of(new UblkReadyLine(Path.of(form.group(1)), Integer.parseInt(form.group(2)),
                Long.parseLong(form.group(3)), Integer.parseInt(form.group(4)), Integer.parseInt(form.group(5)))) : Optional
                        .empty();
    }
}
