package io.github.blkunit.guest;

import io.github.blkunit.wire.ClassPathMessage;
import io.github.blkunit.wire.Connection;
import io.github.blkunit.wire.ExecMessage;
import io.github.blkunit.wire.LifeMessage.AgentFault;
import io.github.blkunit.wire.LifeMessage.Goodbye;
import io.github.blkunit.wire.LifeMessage.ThreadDump;
import io.github.blkunit.wire.LifeMessage.ThreadDumpRequest;
import io.github.blkunit.wire.Message;
import io.github.blkunit.wire.RunMessage;
import io.github.blkunit.wire.WireException;
import java.io.IOException;

/** Does what the host says, one message after the other. Whatever takes time runs in threads of its own, so that this one always listens. */
final class Agent {
    private final Connection connection;
    private final ClassPath classPath;
    private final Runs runs;
    private final Commands commands;

    Agent(Connection connection, BlobStore store, RunnerFactory runners) {
        this.connection = connection;
        this.classPath = new ClassPath(connection, store);
        this.runs = new Runs(connection, classPath, runners);
        this.commands = new Commands(connection);
    }

    /**
     * Serves until the host says goodbye.
     *
     * @return the agent's exit status
     */
    int serve() throws IOException {
        try {
            while (true) {
                Message message = connection.receive();
                if (message instanceof Goodbye) return 0;
                handle(message);
            }
        } catch (WireException e) {
            throw e; // the channel is of no use any more
        } catch (IOException | RuntimeException e) {
            connection.send(new AgentFault(e.toString()));
            throw e;
        } finally {
            connection.end();
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
        } else if (message instanceof ThreadDumpRequest request) {
            connection.send(new ThreadDump(request.id(), ThreadDumps.text()));
        } else {
            throw unexpected(message);
        }
    }

    static WireException unexpected(Message message) {
        return new WireException("a message that a guest does not expect: " + message.getClass().getSimpleName());
    }
}
