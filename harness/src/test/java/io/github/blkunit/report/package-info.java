@NullMarked
package io.github.blkunit.report;

import org.jspecify.annotations.NullMarked;
