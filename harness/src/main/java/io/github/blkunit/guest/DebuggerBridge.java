package io.github.blkunit.guest;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Carries a debugger's bytes between its virtio port and the JVM under test, which listens on the guest's own loopback. A process of its own: the
 * JVM that stands at a breakpoint cannot carry them.
 */
public final class DebuggerBridge {
    /** The port of {@code QemuCommand}. */
    static final Path PORT = Path.of("/dev/virtio-ports/io.github.blkunit.debugger");
    /** Where the JVM's JDWP agent listens in the guest. */
    static final int JDWP = 5005;
    private static final Path ATTACHED = Path.of("/run/blkunit/debugger-attached");
    private static final long LOOK_MILLIS = 200;
    private static final int CHUNK = 64 << 10;

    private DebuggerBridge() {}

    /** Carries bytes for one debugger after the other; never returns. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        // Opened once: a port has one owner.
        try (RandomAccessFile port = new RandomAccessFile(PORT.toFile(), "rw");
                InputStream in = new FileInputStream(port.getFD());
                OutputStream out = new FileOutputStream(port.getFD())) {
            while (true)
                serve(in, out);
        }
    }

    /** Whether the machine is to be debugged. */
    static boolean isWanted() { return Files.exists(PORT); }

    /** Starts the process, if the machine is to be debugged. */
    static void start() throws IOException {
        if (!isWanted()) return;
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xint", "-Xmx16m", "-cp", System
                .getProperty("java.class.path"), DebuggerBridge.class.getName()).inheritIO().start();
    }

    /** Returns when a debugger has attached; at once if none is wanted. */
    static void awaitAttached() throws InterruptedException {
        while (isWanted() && !Files.exists(ATTACHED))
            Thread.sleep(LOOK_MILLIS);
    }

    /** A port that nobody has opened on the host's side reads as ended. */
    private static void serve(InputStream in, OutputStream out) throws IOException, InterruptedException {
        byte[] chunk = new byte[CHUNK];
        int length = in.read(chunk);
        if (length <= 0) {
            Thread.sleep(LOOK_MILLIS);
            return;
        }
        try (Socket jvm = new Socket(InetAddress.getLoopbackAddress(), JDWP)) {
            Files.writeString(ATTACHED, "");
            Thread back = Thread.ofPlatform().daemon().name("to-debugger").start(() -> toDebugger(jvm, out));
            for (; length > 0; length = in.read(chunk)) {
                jvm.getOutputStream().write(chunk, 0, length);
            }
            jvm.shutdownOutput();
            back.join();
        }
    }

    private static void toDebugger(Socket jvm, OutputStream out) {
        try {
            jvm.getInputStream().transferTo(out);
        } catch (IOException e) {
            AgentMain.say("debugger: " + e);
        }
    }
}
