@NullMarked
package io.github.blkunit.cli;

import org.jspecify.annotations.NullMarked;
