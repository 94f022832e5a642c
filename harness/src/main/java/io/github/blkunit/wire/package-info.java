/**
 * Messages between host and guest, and their framing. Knows neither side: JDK only.
 *
 * <p>A connection is opened by {@link io.github.blkunit.wire.Handshake}, carries {@link io.github.blkunit.wire.Message}s as frames, and
 * ends with a {@code Goodbye}. Loaded early on a slow machine: no lambdas, no pattern switches, no regular expressions here.
 */
@NullMarked
package io.github.blkunit.wire;

import org.jspecify.annotations.NullMarked;
