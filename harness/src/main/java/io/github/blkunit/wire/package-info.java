/**
 * Messages between host and guest, and their framing. Knows neither side.
 */
@NullMarked
package io.github.blkunit.wire;

import org.jspecify.annotations.NullMarked;
