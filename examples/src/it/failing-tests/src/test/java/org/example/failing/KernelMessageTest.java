package org.example.failing;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.ExpectKernelMessage;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@BlockDevice
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KernelMessageTest {
    @Test
    @Order(1)
    @ExpectKernelMessage("Buffer I/O error on dev dm-[0-9]+")
    void anErrorThatIsExpected() throws Exception {
        run("modprobe dm_mod; echo 0 8 error | dmsetup create broken; dd if=/dev/mapper/broken of=/dev/null bs=4k count=1; dmsetup remove broken");
    }

    @Test
    @Order(2)
    @ExpectKernelMessage("Buffer I/O error on dev dm-[0-9]+")
    void anErrorThatDoesNotCome() {
    }

    private static void run(String commands) throws Exception {
        new ProcessBuilder("sh", "-c", commands).inheritIO().start().waitFor();
    }

    @Test
    @Order(3)
    void passesAfter() {
    }
}
