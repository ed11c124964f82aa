package stream.codec.h264;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Streams by chance must decode bit for bit; `make fuzz-encoder` checks as many as one likes.
class RandomStreamTest {
    private static final int STREAMS = 100;

    @ParameterizedTest
    @ValueSource(longs = {1, 101})
    void everyStreamDecodesToTheReconstruction(long firstSeed) throws Exception {
        RandomStream.assertDecode(firstSeed, STREAMS);
    }
}
