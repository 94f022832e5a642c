/**
 * The Jupiter extension that brings the device up in the guest and injects it.
 */
@NullMarked
package io.github.blkunit.extension;

import org.jspecify.annotations.NullMarked;
