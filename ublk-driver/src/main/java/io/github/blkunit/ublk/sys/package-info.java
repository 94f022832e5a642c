/**
 * The thin native façade: the few C library functions that a ublk server calls, errno captured, and the exceptions that name it.
 * Knows neither rings nor ublk. Nothing outside this package touches a linker.
 */
@NullMarked
package io.github.blkunit.ublk.sys;

import org.jspecify.annotations.NullMarked;
