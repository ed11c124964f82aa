package stream.server.live;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import stream.net.http.FuzzRound;
import stream.net.http.FuzzRound.Target;

class LiveFuzzRoundTest {
    @TestFactory
    Stream<DynamicTest> nothingBreaksATarget() {
        return FuzzRound.of(Map.of(
            "PublicationFuzz", new Target(PublicationFuzz::fuzzerTestOneInput, PublicationFuzz::seeds, 20_000),
            "LastFrameFuzz", new Target(LastFrameFuzz::fuzzerTestOneInput, LastFrameFuzz::seeds, 5_000)));
    }
}
