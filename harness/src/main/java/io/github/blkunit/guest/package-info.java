/**
 * The agent: runs in the guest, has tests executed there and reports. Needs the JDK and {@code wire}; knows nothing of {@code vm}, of
 * {@code engine} or of JUnit, which only its subpackage {@code run} uses, loaded together with the tests.
 */
@NullMarked
package io.github.blkunit.guest;

import org.jspecify.annotations.NullMarked;
