package io.github.blkunit.guest;

import io.github.blkunit.wire.ClassPathMessage;
import io.github.blkunit.wire.ExecMessage;
import io.github.blkunit.wire.LifeMessage.AgentFault;
import io.github.blkunit.wire.LifeMessage.Awaken;
import io.github.blkunit.wire.LifeMessage.Freeze;
import io.github.blkunit.wire.LifeMessage.Frozen;
import io.github.blkunit.wire.LifeMessage.Goodbye;
import io.github.blkunit.wire.LifeMessage.ThreadDump;
import io.github.blkunit.wire.LifeMessage.ThreadDumpRequest;
import io.github.blkunit.wire.Message;
import io.github.blkunit.wire.RunMessage;
import io.github.blkunit.wire.WireException;
import java.io.IOException;

/** Does what the host says, one message after the other. Whatever takes time runs in threads of its own, so that this one always listens. */
final class Agent {
    private final HostLine host;
    private final ClassPath classPath;
    private final Runs runs;
    private final Commands commands;

    Agent(HostLine host, BlobStore store, RunnerFactory runners) {
        this.host = host;
        this.classPath = new ClassPath(host, store);
        this.runs = new Runs(host, classPath, runners);
        this.commands = new Commands(host);
    }

    /** How a host's time ends. */
    enum End {
        /** It wants nothing any more. */
        GOODBYE,
        /** The machine is being saved; whoever wakes a clone of it is the next host. */
        FROZEN
    }

    /** Serves until the host says goodbye or freezes the machine. */
    End serve() throws IOException {
        try {
            while (true) {
                Message message = host.receive();
                if (message instanceof Goodbye) return End.GOODBYE;
                if (message instanceof Freeze) {
                    host.sendLast(new Frozen());
                    return End.FROZEN;
                }
                handle(message);
            }
        } catch (WireException e) {
            throw e; // the channel is of no use any more
        } catch (IOException | RuntimeException e) {
            host.send(new AgentFault(e.toString()));
            throw e;
        } finally {
            host.end();
            commands.close();
        }
    }

    private void handle(Message message) throws IOException {
        if (message instanceof ClassPathMessage part) {
            classPath.handle(part);
        } else if (message instanceof RunMessage run) {
            runs.handle(run);
        } else if (message instanceof ExecMessage command) {
            commands.handle(command);
        } else if (message instanceof Awaken awaken) {
            Awakening.perform(awaken);
        } else if (message instanceof ThreadDumpRequest request) {
            host.send(new ThreadDump(request.id(), ThreadDumps.text()));
        } else {
            throw unexpected(message);
        }
    }

    static WireException unexpected(Message message) {
        return new WireException("a message that a guest does not expect: " + message.getClass().getSimpleName());
    }
}
