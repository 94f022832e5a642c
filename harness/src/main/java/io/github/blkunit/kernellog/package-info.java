/**
 * The kernel's log as data: lines of {@code /dev/kmsg} and of a console, and what in them is the kernel's own complaint. Pure: no files but
 * pattern files, no machine, no tests.
 */
@NullMarked
package io.github.blkunit.kernellog;

import org.jspecify.annotations.NullMarked;
