/**
 * What the groups loop and ublk test, as interfaces in their tests' words, so that another implementation can stand in: a
 * user's ublk server, or one with a planted fault. Knows no test.
 */
@NullMarked
package io.github.blkunit.blktests.subject;

import org.jspecify.annotations.NullMarked;
