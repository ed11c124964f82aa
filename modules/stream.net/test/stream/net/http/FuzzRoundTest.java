package stream.net.http;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import stream.net.http.FuzzRound.Target;
import stream.net.websocket.FrameReaderFuzz;

class FuzzRoundTest {
    @TestFactory
    Stream<DynamicTest> nothingBreaksATarget() {
        return FuzzRound.of(Map.of(
            "FrameReaderFuzz", new Target(FrameReaderFuzz::fuzzerTestOneInput, FrameReaderFuzz::seeds, 20_000),
            "RequestFuzz", new Target(RequestFuzz::fuzzerTestOneInput, RequestFuzz::seeds, 20_000),
            "FrontDoorFuzz", new Target(FrontDoorFuzz::fuzzerTestOneInput, FrontDoorFuzz::seeds, 300),
            "ProxyHeaderFuzz", new Target(ProxyHeaderFuzz::fuzzerTestOneInput, ProxyHeaderFuzz::seeds, 20_000),
            "JsonFuzz", new Target(JsonFuzz::fuzzerTestOneInput, JsonFuzz::seeds, 20_000)));
    }
}
