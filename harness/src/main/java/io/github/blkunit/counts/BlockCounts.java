package io.github.blkunit.counts;

/**
 * What the block layer did for one device.
 *
 * @param bios units of I/O that arrived from above, before any split or merge
 * @param requests requests made for them; 0 for a device without a request queue
 * @param issued requests given to the driver, once more for each time they were requeued
 * @param completed completions; a request completed in parts counts several times
 * @param bioMerges bios put into a request that was there already
 * @param requestMerges requests put into another one
 * @param splits bios cut because the device takes only smaller ones
 * @param requeues requests that the driver gave back
 * @param errors requests that failed
 */
public record BlockCounts(long bios, long requests, long issued, long completed, long bioMerges, long requestMerges, long splits,
        long requeues,
        long errors) {

    /** What per-request figures are divided by: requests, or bios where a device has no request queue. */
    public long units() {
        return requests > 0 ? requests : bios;
    }
}
