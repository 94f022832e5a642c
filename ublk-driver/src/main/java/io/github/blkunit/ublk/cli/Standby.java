package io.github.blkunit.ublk.cli;

import io.github.blkunit.ublk.server.DeviceSpec;
import io.github.blkunit.ublk.server.UblkDevice;
import io.github.blkunit.ublk.sys.UblkException;
import io.github.blkunit.ublk.target.Geometry;
import io.github.blkunit.ublk.target.NullTarget;
import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A server that is warm before it is wanted: serves a small disk once, for practice, says {@link #READY}, and waits for one line on standard
 * input. The line holds, separated by tabs, the file that takes its output from then on, and the command line of {@link Main}. The end of
 * input ends it. Where starting a virtual machine takes seconds, one that stands by in a saved machine serves at once in every clone of it.
 */
public final class Standby {
    /** What it prints when it waits. */
    public static final String READY = "standing by";
    /** What it prints, first of all, when it has its command line. */
    public static final String WOKEN = "woken";
    private static final long SIZE = 1L << 20;

    private Standby() {}

    /** Waits, then does as it is told. */
    public static void main(String[] ignored) throws IOException, InterruptedException {
        practise();
        System.out.println(READY);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = in.readLine();
        if (line == null) return;
        String[] words = line.split("\t", -1);
        PrintStream log = new PrintStream(new FileOutputStream(words[0], true), true, StandardCharsets.UTF_8);
        System.setOut(log);
        System.setErr(log);
        System.out.println(WOKEN);
        Main.main(Arrays.copyOfRange(words, 1, words.length));
    }

    /** A failure is of no concern yet: whoever wants a disk later gets the same one, with its message. */
    private static void practise() throws InterruptedException {
        new picocli.CommandLine(new ServeNullCommand()).parseArgs("--queues", "1", "--depth", "4");
        try (UblkDevice device = UblkDevice.start(new NullTarget(Geometry.of(SIZE, 512)), DeviceSpec.builder().queues(1).depth(4)
                .memory(DeviceSpec.Memory.LAZY).build())) {
            System.out.println("practised with device " + device.info().id());
        } catch (UblkException e) {
            System.out.println("no practice: " + e.getMessage());
        }
    }
}
