package io.github.blkunit.vm.process;

import io.github.blkunit.vm.bundle.Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** A program with QEMU's manners at start and end, and no guest: it echoes the agent channel. */
final class FakeQemu {
    private FakeQemu() {}

    /** How it behaves. */
    enum Manner {
        ECHO, PANIC, AGENT_ENDS, NO_MEMORY, NEVER_CONNECTS
    }

    /** A bundle whose loader starts this class. */
    static Bundle bundle(Path folder, Manner manner) throws IOException {
        Path loader = folder.resolve("qemu/lib/ld-linux-x86-64.so.2");
        Files.createDirectories(Objects.requireNonNull(loader.getParent()));
        Files.createDirectories(folder.resolve("kernel"));
        Files.writeString(folder.resolve("kernel/initramfs.img"), "initramfs");
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        String classes = Path.of(FakeQemu.class.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
        Files.writeString(loader, "#!/bin/sh\nexec '" + java + "' -Xshare:auto -XX:TieredStopAtLevel=1 -cp '" + classes + "' "
                + FakeQemu.class.getName() + " " + manner + " \"$@\"\n");
        Files.setPosixFilePermissions(loader, PosixFilePermissions.fromString("rwx------"));
        return new Bundle(folder, "fake" + manner);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        switch (Manner.valueOf(arguments[0])) {
            case NO_MEMORY -> {
                System.err.println("/bundle/bin/qemu-system-x86_64: cannot set up guest memory 'ram': Cannot allocate memory");
                System.exit(1);
            }
            case NEVER_CONNECTS -> Thread.sleep(Long.MAX_VALUE);
            case ECHO -> run(Manner.ECHO);
            case PANIC -> run(Manner.PANIC);
            case AGENT_ENDS -> run(Manner.AGENT_ENDS);
        }
    }

    private static void run(Manner manner) throws IOException {
        PrintStream console = System.out;
        try (ServerSocketChannel monitor = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                SocketChannel agent = SocketChannel.open(UnixDomainSocketAddress.of("agent.sock"))) {
            monitor.bind(UnixDomainSocketAddress.of("monitor.sock"));
            try (SocketChannel client = monitor.accept()) {
                client.write(ByteBuffer.wrap("{\"QMP\": {}}\r\n".getBytes(StandardCharsets.UTF_8)));
            }
            console.print("[    0.000000] Linux version\r\n");
            switch (manner) {
                case PANIC -> console.print(
                        "[    1.5] BUG: kernel NULL pointer dereference, address: 0\r\n[    1.6] Kernel panic - not syncing: Fatal exception\r\n");
                case AGENT_ENDS -> console.print("blkunit-init: agent exited with status 134\r\n");
                default -> {
                    console.flush();
                    InputStream in = Channels.newInputStream(agent);
                    in.transferTo(Channels.newOutputStream(agent));
                }
            }
            console.flush();
        }
    }
}
