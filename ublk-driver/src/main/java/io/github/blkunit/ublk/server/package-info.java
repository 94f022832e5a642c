/**
 * Serving a device: queue threads, the tags' ownership, the life from adding to deleting.
 */
@NullMarked
package io.github.blkunit.ublk.server;

import org.jspecify.annotations.NullMarked;
