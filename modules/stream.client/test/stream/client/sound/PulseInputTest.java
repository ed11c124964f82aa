package stream.client.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PulseInputTest {
    /// From `pactl list sources` of PulseAudio 16.1, shortened.
    private static final String LISTING = """
            Source #0
            	State: RUNNING
            	Name: speakers.monitor
            	Description: Monitor of Högtalare
            	Driver: module-null-sink.c
            	Monitor of Sink: speakers
            	Properties:
            		device.description = "Monitor of Speakers"

            Source #1
            	State: IDLE
            	Name: mic
            	Description: Desk microphone
            	Monitor of Sink: n/a
            """;

    @Test
    void tellsMicrophonesFromWhatIsPlayed() {
        assertEquals(
                List.of(
                        new PulseInput(SoundInput.Kind.MICROPHONE, "@DEFAULT_SOURCE@", "default"),
                        new PulseInput(SoundInput.Kind.MICROPHONE, "mic", "Desk microphone"),
                        new PulseInput(SoundInput.Kind.SYSTEM, "@DEFAULT_MONITOR@", "default"),
                        new PulseInput(SoundInput.Kind.SYSTEM, "speakers.monitor", "Monitor of Högtalare")),
                PulseInput.parse(LISTING));
    }

    @Test
    void aComputerWithoutAMicrophoneHasNoUsualOne() {
        var inputs = PulseInput.parse(LISTING.substring(0, LISTING.indexOf("Source #1")));
        assertTrue(inputs.stream().allMatch(input -> input.kind() == SoundInput.Kind.SYSTEM));
        assertEquals(2, inputs.size());
    }

    @Test
    void inputsAreFoundByIdOrPartOfTheName() {
        var inputs = PulseInput.parse(LISTING);
        assertEquals("@DEFAULT_SOURCE@", SoundInputs.find(inputs, SoundInput.Kind.MICROPHONE, "").orElseThrow().id());
        assertEquals("mic", SoundInputs.find(inputs, SoundInput.Kind.MICROPHONE, "mic").orElseThrow().id());
        assertEquals("mic", SoundInputs.find(inputs, SoundInput.Kind.MICROPHONE, "DESK").orElseThrow().id());
        assertTrue(SoundInputs.find(inputs, SoundInput.Kind.MICROPHONE, "högtalare").isEmpty());
    }

    @Test
    void anyOutputIsReadWithoutFailing() {
        var random = new Random(11);
        var text = new StringBuilder(LISTING);
        for (int round = 0; round < 2000; round++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at).append('x');
                case 1 -> text.setCharAt(at, (char) random.nextInt(1, 0x300));
                default -> text.insert(at, LISTING, 0, random.nextInt(40)).setLength(LISTING.length());
            }
            for (var input : PulseInput.parse(text.toString())) {
                assertTrue(!input.id().isEmpty() && !input.name().isEmpty());
            }
        }
    }
}
