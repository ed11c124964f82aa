package stream.client.source;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The real kernel, with files that every Linux has.
class LinuxKernelTest {
    private Kernel kernel;

    @BeforeEach
    void find() throws Exception {
        assumeTrue(LinuxKernel.isHere(), "this is no Linux with 64 bits, so its kernel was not called");
        kernel = new LinuxKernel();
    }

    @Test
    void aFileThatIsNotThereIsSaidWithItsError() {
        assertEquals(-Kernel.ENOENT, kernel.open("/dev/no-such-webcam"));
    }

    @Test
    void whatIsNoWebcamRefusesItsRequests() {
        int file = kernel.open("/dev/null");
        assertTrue(file >= 0);
        try (var arena = Arena.ofConfined()) {
            assertEquals(-Kernel.ENOTTY, kernel.ioctl(file, V4l2.QUERYCAP, arena.allocate(V4l2.CAPABILITY_BYTES)));
        }
        kernel.close(file);
    }

    @Test
    void memoryIsSharedAndGivenBack() {
        int file = kernel.open("/dev/zero");
        var memory = kernel.mmap(file, 0, 4096);
        assertNotNull(memory);
        assertEquals(0, memory.get(JAVA_BYTE, 4095));
        memory.set(JAVA_BYTE, 0, (byte) 7);
        assertEquals(7, memory.get(JAVA_BYTE, 0));
        kernel.munmap(memory);
        kernel.close(file);
        assertNull(kernel.mmap(file, 0, 4096));
    }
}
