/**
 * What a test author uses: the annotation that asks for a device, and the device itself.
 * May know `driver` and `extension`; knows nothing of machines, messages or the engine.
 */
@NullMarked
package io.github.blkunit;

import org.jspecify.annotations.NullMarked;
