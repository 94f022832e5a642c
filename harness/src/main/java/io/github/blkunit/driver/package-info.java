/**
 * The driver SPI and the built-in drivers. Runs in the guest.
 */
@NullMarked
package io.github.blkunit.driver;

import org.jspecify.annotations.NullMarked;
