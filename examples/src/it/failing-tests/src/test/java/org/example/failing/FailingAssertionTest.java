package org.example.failing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.blkunit.BlockDevice;
import org.junit.jupiter.api.Test;

@BlockDevice
class FailingAssertionTest {
    @Test
    void comparesTwoStrings() {
        assertEquals("expected words", "actual words");
    }

    @Test
    void passes() {
    }
}
