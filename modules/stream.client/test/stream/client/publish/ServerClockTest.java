package stream.client.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ServerClockTest {

    @Test
    void theShortestRoundTripIsTrusted() {
        var clock = new ServerClock();
        assertEquals(5, clock.at(5));
        clock.answered(1000, 50_900, 1200); // 200 µs there and back: offset 49 800
        clock.answered(2000, 51_200, 4000); // 2 ms: says 48 200
        assertEquals(49_800 + 7000, clock.at(7000));
    }

    @Test
    void oldExchangesAreForgotten() {
        var clock = new ServerClock();
        clock.answered(0, 1000, 100);
        clock.answered(70_000_000, 70_005_000, 70_002_000);
        assertEquals(4000, clock.at(0));
    }

    @Test
    void anAnswerFromBeforeTheQuestionIsPassedOver() {
        var clock = new ServerClock();
        clock.answered(1000, 5, 900);
        assertEquals(7, clock.at(7));
    }
}
