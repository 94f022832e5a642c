package io.github.blkunit.vm.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.WaitContainerCondition;
import com.github.dockerjava.api.model.WaitResponse;
import io.github.blkunit.vm.ChannelInput;
import io.github.blkunit.vm.LiveMachines;
import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineEnd;
import io.github.blkunit.vm.qemu.Monitor;
import io.github.blkunit.vm.qemu.QemuEnd;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** A machine in a container. Owns the container, the channel and what is attached to its output; all go when it ends or is closed. */
final class QemuContainer implements Machine {
    private static final Duration REMOVAL = Duration.ofSeconds(20);
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(5);

    private final String description;
    private final DockerClient client;
    private final String id;
    private final Socket socket;
    private final ContainerOutput output;
    private final InputStream in;
    private final OutputStream out;
    private final Optional<Monitor> monitor;
    private final boolean isClone;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CompletableFuture<MachineEnd> end;
    private volatile String closeFailure = "";

    QemuContainer(String description, DockerClient client, String id, Socket socket, ContainerOutput output,
            CompletableFuture<Integer> status, Optional<Monitor> monitor, boolean isClone) throws IOException {
        this.monitor = monitor;
        this.isClone = isClone;
        this.description = description;
        this.client = client;
        this.id = id;
        this.socket = socket;
        this.output = output;
        this.in = new ChannelInput(socket.getInputStream(), () -> socket.isClosed() || status.isDone());
        this.out = socket.getOutputStream();
        this.end = status.handleAsync((code, trouble) -> ended(code == null ? -1 : code));
        LiveMachines.add(this);
    }

    @Override
    public InputStream in() { return in; }

    @Override
    public OutputStream out() { return out; }

    @Override
    public String description() { return description; }

    @Override
    public List<String> consoleTail(int lines) { return output.console().tail(lines); }

    @Override
    public CompletableFuture<MachineEnd> end() { return end.copy(); }

    @Override
    public boolean isClone() { return isClone; }

    @Override
    public synchronized Optional<String> askMonitor(String line) throws IOException {
        return monitor.isEmpty() ? Optional.empty() : Optional.of(monitor.get().executeForPeople(line));
    }

    /** The monitor, which machines that are saved or cloned have. */
    Monitor monitor() {
        return monitor.orElseThrow(() -> new IllegalStateException("this machine has no monitor: " + description));
    }

    /** Visible for tests that kill it. */
    String id() { return id; }

    @Override
    public void close() {
        closed.set(true);
        boolean interrupted = Thread.interrupted(); // the client would give up on it
        try {
            remove(client, id);
        } catch (DockerException e) {
            closeFailure = e.toString();
        }
        try {
            end.get(REMOVAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (ExecutionException | TimeoutException e) {
            closeFailure = e.toString(); // the daemon does not end it: nothing more can be done from here, the next start sweeps
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private MachineEnd ended(int status) {
        boolean requested = closed.get();
        List<String> trouble = new ArrayList<>();
        try {
            output.awaitEnd(LAST_OUTPUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String reason = requested ? "closed"
                : status < 0 ? "the Docker daemon lost the container" : QemuEnd.reason(status, output.console(), output
                        .complaints());
        monitor.ifPresent(Monitor::close);
        for (AutoCloseable resource : List.<AutoCloseable>of(socket, output, () -> remove(client, id))) {
            try {
                resource.close();
            } catch (Exception e) {
                trouble.add(e.toString());
            }
        }
        LiveMachines.remove(this);
        if (!closeFailure.isEmpty()) {
            trouble.add(closeFailure);
        }
        return new MachineEnd(requested, trouble.isEmpty() ? reason : reason + " (also: " + String.join("; ", trouble) + ")");
    }

    /** Kills and removes a container and returns when it is gone. */
    static void remove(DockerClient client, String id) {
        try {
            client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
        } catch (NotFoundException e) {
            return;
        } catch (ConflictException | NotModifiedException e) {
            // its end removes it at this moment: wait for that
        }
        long deadline = System.nanoTime() + REMOVAL.toNanos();
        while (exists(client, id)) {
            if (System.nanoTime() > deadline) {
                throw new DockerException("container " + id + " is not removed within " + REMOVAL.toSeconds() + " s", 500);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static boolean exists(DockerClient client, String id) {
        try {
            client.inspectContainerCmd(id).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    /** The exit status of a container that is about to be started. */
    static CompletableFuture<Integer> status(DockerClient client, String id) {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        client.waitContainerCmd(id).withCondition(WaitContainerCondition.NEXT_EXIT)
                .exec(new ResultCallback.Adapter<WaitResponse>() {
                    @Override
                    public void onNext(WaitResponse response) {
                        status.complete(response.getStatusCode());
                    }

                    @Override
                    public void onError(Throwable trouble) {
                        super.onError(trouble);
                        status.completeExceptionally(trouble);
                    }

                    @Override
                    public void onComplete() {
                        super.onComplete();
                        status.complete(-1);
                    }
                });
        return status;
    }
}
