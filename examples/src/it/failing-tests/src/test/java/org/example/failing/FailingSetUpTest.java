package org.example.failing;

import io.github.blkunit.BlockDevice;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@BlockDevice
class FailingSetUpTest {
    @BeforeAll
    static void setUp() {
        throw new IllegalStateException("no set-up today");
    }

    @Test
    void isNeverReached() {
    }
}
