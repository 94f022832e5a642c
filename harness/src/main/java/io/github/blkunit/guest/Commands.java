package io.github.blkunit.guest;

import io.github.blkunit.wire.ExecMessage;
import io.github.blkunit.wire.ExecMessage.ExecFailed;
import io.github.blkunit.wire.ExecMessage.ExecInput;
import io.github.blkunit.wire.ExecMessage.ExecInputEnd;
import io.github.blkunit.wire.ExecMessage.ExecKill;
import io.github.blkunit.wire.ExecMessage.ExecStart;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The host's commands that run in the guest. Messages for a command that has already ended are dropped: they crossed its end. */
final class Commands {
    private final HostLine host;
    private final Map<Long, RunningCommand> running = new ConcurrentHashMap<>();

    Commands(HostLine host) { this.host = host; }

    void handle(ExecMessage message) throws IOException {
        if (message instanceof ExecStart start) {
            start(start);
            return;
        }
        @Nullable
        RunningCommand command = running.get(message.id());
        if (command == null) return;
        if (message instanceof ExecInput input) {
            command.input(input.bytes());
        } else if (message instanceof ExecInputEnd) {
            command.inputEnds();
        } else if (message instanceof ExecKill kill) {
            command.kill(kill.force());
        } else {
            throw Agent.unexpected(message);
        }
    }

    private void start(ExecStart start) throws IOException {
        try {
            running.put(start.id(), RunningCommand.start(start, host, this));
        } catch (IOException | RuntimeException e) {
            host.send(new ExecFailed(start.id(), "cannot start " + start.command() + ": " + e.getMessage()));
        }
    }

    void ended(long id) {
        running.remove(id);
    }

    void close() {
        for (RunningCommand command : running.values()) command.kill(true);
    }
}
