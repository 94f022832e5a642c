package io.github.blkunit.blktests.support;

import static java.time.Duration.ofSeconds;

import io.github.blkunit.Device;
import io.github.blkunit.SysfsFile;
import io.github.blkunit.TimeScale;
import io.github.blkunit.driver.Await;
import io.github.blkunit.fio.Fio;
import io.github.blkunit.fio.FioRun;
import java.io.IOException;
import java.time.Duration;

/** The load under which group ublk hurts its devices: random direct readers on every CPU, whose errors count for nothing. */
public final class UblkLoad implements AutoCloseable {
    private static final Duration STARTING = ofSeconds(60);
    /** Many for each reader, and what a server that has just started on an emulated CPU still manages. */
    private static final long SOME_REQUESTS = 100;

    private final Device device;
    private final FioRun run;

    private UblkLoad(Device device, FioRun run) {
        this.device = device;
        this.run = run;
    }

    /** Starts the load. */
    public static UblkLoad on(Device device) throws IOException {
        return new UblkLoad(device, Fio.randread(BlockSizes.smallest(device)).named("load").ioengine("psync").norandommap()
                .numjobs(Runtime.getRuntime().availableProcessors()).runtime(ofSeconds(30)).startOn(device));
    }

    /** Returns once the device has served a hundred requests; upstream waits two seconds instead. */
    public void awaitRequests() throws IOException, InterruptedException {
        long before = reads();
        if (!Await.until(TimeScale.deadline(STARTING), () -> reads() >= before + SOME_REQUESTS)) {
            throw new IOException("the load did not get going: device=" + device + ", reads before=" + before + ", now="
                    + reads() + ", wanted=" + SOME_REQUESTS + " more within " + TimeScale.deadline(STARTING).toSeconds() + " s");
        }
    }

    private long reads() throws IOException {
        return Long.parseLong(InFlight.fields(SysfsFile.read(device.sysfs().resolve("stat"))).getFirst());
    }

    /** Ends the load. */
    @Override
    public void close() { run.close(); }
}
