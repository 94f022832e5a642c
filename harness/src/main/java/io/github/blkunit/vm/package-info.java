/**
 * Virtual machines: launchers, accelerators and the bundle they boot.
 * Knows nothing of JUnit, of messages or of what runs in the guest.
 */
@NullMarked
package io.github.blkunit.vm;

import org.jspecify.annotations.NullMarked;
