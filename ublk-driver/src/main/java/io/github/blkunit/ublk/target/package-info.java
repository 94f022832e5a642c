/**
 * What a device is made of, in the words of whoever writes one: a target answers requests. Knows neither rings nor the kernel's structures.
 */
@NullMarked
package io.github.blkunit.ublk.target;

import org.jspecify.annotations.NullMarked;
