package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.sys.Errno;
import org.jspecify.annotations.Nullable;

/**
 * How a server thread ended.
 *
 * @param failures requests that failed because the handler threw
 * @param firstFailure the first of them
 * @param notFlusher why the thread could not be exempted from waiting for memory reclaim, which needs CAP_SYS_RESOURCE
 */
record ThreadReport(long failures, @Nullable Throwable firstFailure, @Nullable Errno notFlusher) {}
