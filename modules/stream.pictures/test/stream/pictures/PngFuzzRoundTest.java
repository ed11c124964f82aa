package stream.pictures;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import stream.net.http.FuzzRound;
import stream.net.http.FuzzRound.Target;

class PngFuzzRoundTest {
    @TestFactory
    Stream<DynamicTest> nothingBreaksATarget() {
        return FuzzRound.of(Map.of(
            "PngFuzz", new Target(PngFuzz::fuzzerTestOneInput, PngFuzz::seeds, 200)));
    }
}
