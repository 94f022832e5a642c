/** Tests of the driver SPI and the built-in drivers. */
@NullMarked
package io.github.blkunit.driver;

import org.jspecify.annotations.NullMarked;
