package io.github.blkunit.guest;

import io.github.blkunit.wire.Bytes;
import io.github.blkunit.wire.ExecMessage.ExecExited;
import io.github.blkunit.wire.ExecMessage.ExecOutput;
import io.github.blkunit.wire.ExecMessage.ExecStart;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** One command, with a thread for each of its streams, so that a command that does not read or write delays nobody else. */
final class RunningCommand {
    /** Nothing, which no other input is: the input ends. */
    private static final Bytes INPUT_END = Bytes.of(new byte[0]);
    /** A descendant may keep the output open for ever; after the command's own end it gets this long. */
    private static final long DRAIN_MILLIS = 2000;

    private final long id;
    private final Process process;
    private final HostLine host;
    private final BlockingQueue<Bytes> input = new LinkedBlockingQueue<>();

    private RunningCommand(long id, Process process, HostLine host) {
        this.id = id;
        this.process = process;
        this.host = host;
    }

    static RunningCommand start(ExecStart start, HostLine host, Commands owner) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(start.terminal() ? withTerminal(start) : start.command());
        builder.directory(new File(start.directory().isEmpty() ? "/" : start.directory()));
        builder.environment().putAll(start.environment());
        RunningCommand command = new RunningCommand(start.id(), builder.start(), host);
        Thread out = command.pump(command.process.getInputStream(), false);
        Thread err = command.pump(command.process.getErrorStream(), true);
        command.thread("in", command::feed);
        command.thread("end", () -> command.awaitEnd(out, err, owner));
        return command;
    }

    void input(Bytes bytes) {
        if (bytes.length() > 0) input.add(bytes);
    }

    void inputEnds() {
        input.add(INPUT_END);
    }

    void kill(boolean force) {
        for (ProcessHandle child : process.descendants().toList()) end(child, force);
        end(process.toHandle(), force);
    }

    private static void end(ProcessHandle handle, boolean force) {
        if (force) {
            handle.destroyForcibly();
        } else {
            handle.destroy();
        }
    }

    /** A pseudo terminal by util-linux' script, which passes the exit status on. */
    private static List<String> withTerminal(ExecStart start) {
        StringBuilder line = new StringBuilder();
        if (start.rows() > 0 && start.columns() > 0) {
            line.append("stty rows ").append(start.rows()).append(" cols ").append(start.columns()).append("; ");
        }
        line.append("exec");
        for (String word : start.command()) line.append(" '").append(word.replace("'", "'\\''")).append('\'');
        return new ArrayList<>(List.of("script", "--quiet", "--return", "--flush", "--command", line.toString(), "/dev/null"));
    }

    private Thread pump(InputStream from, boolean error) {
        return thread(error ? "err" : "out", () -> {
            byte[] buffer = new byte[32 << 10];
            try {
                for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                    if (count > 0) host.send(new ExecOutput(id, error, Bytes.copyOf(buffer, 0, count)));
                }
            } catch (IOException e) {
                AgentMain.say("output of command " + id + " ends: " + e);
            }
        });
    }

    private void feed() {
        try (OutputStream to = process.getOutputStream()) {
            for (Bytes next = input.take(); next.length() > 0; next = input.take()) {
                to.write(next.array());
                to.flush();
            }
        } catch (IOException e) {
            input.clear(); // the command does not read any more, which is its right
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitEnd(Thread out, Thread err, Commands owner) {
        try {
            int status = process.waitFor();
            out.join(DRAIN_MILLIS);
            err.join(DRAIN_MILLIS);
            inputEnds();
            owner.ended(id);
            host.send(new ExecExited(id, status));
        } catch (IOException e) {
            AgentMain.say("cannot report the end of command " + id + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread thread(String role, Runnable work) {
        Thread thread = new Thread(work, "blkunit-command-" + id + "-" + role);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
