package io.github.blkunit.guest;

import io.github.blkunit.wire.Connection;
import io.github.blkunit.wire.Handshake;
import io.github.blkunit.wire.WireException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The agent's entry point: {@code --channel PATH --secret-file PATH} in a virtual machine, {@code --stdio --secret-file PATH} as a child
 * process of the host on a machine that is to stay. {@code --store DIR} is where the class path is kept.
 *
 * <p>Ends with status 0 after the host's goodbye, 2 for a wrong command line, 3 if the channel failed, 4 if the agent itself failed.
 */
public final class AgentMain {
    private static final long LAST_WORDS_MILLIS = 300;
    /** Read by the runner of tests, which is in a class loader of its own. */
    private static final String KERNEL_LOG = "blkunit.guest.kmsg";

    private AgentMain() {}

    /** Runs the agent; never returns. */
    public static void main(String[] arguments) {
        int status = 4;
        try {
            status = run(AgentOptions.parse(arguments));
        } catch (IllegalArgumentException e) {
            say(e.getMessage());
            status = 2;
        } catch (IOException | RuntimeException | Error e) {
            say("failed: " + e);
            e.printStackTrace();
        }
        // Not exit: shutdown hooks of test code have no say in how the agent ends, and its own reports who called exit.
        Runtime.getRuntime().halt(status);
    }

    private static int run(AgentOptions options) throws IOException {
        System.setProperty(KERNEL_LOG, "/dev/kmsg");
        AgentChannel channel = AgentChannel.open(options);
        say("waiting for the host");
        HostLine host = new HostLine(connect(channel, options));
        if (options.ownsMachine()) Watchdog.start(host);
        if (options.ownsMachine()) DebuggerBridge.start();
        ExitWatch.install(host);
        Agent agent = new Agent(host, new BlobStore(options.store()), IsolatedRunner.FACTORY);
        int status = 0;
        try {
            while (agent.serve() == Agent.End.FROZEN) {
                say("frozen");
                Handshake.awaitWake(channel.in());
                host.replace(connect(channel, options));
            }
        } catch (WireException e) {
            sayLastWords(e.getMessage());
            status = 3;
        }
        if (options.ownsMachine()) PowerOff.now();
        return status;
    }

    private static Connection connect(AgentChannel channel, AgentOptions options) throws IOException {
        Connection connection = Handshake.asGuest(channel.in(), channel.out(), options.readSecret());
        say("connected, epoch " + connection.epoch());
        return connection;
    }

    /** A host that was killed does not read the console any more either, and a write to it may block. */
    private static void sayLastWords(@Nullable String line) {
        Thread words = new Thread(() -> say(line), "blkunit-last-words");
        words.setDaemon(true);
        words.start();
        try {
            words.join(LAST_WORDS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void say(@Nullable String line) {
        System.err.println("blkunit-agent: " + line);
    }
}
