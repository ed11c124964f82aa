package stream.client.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import stream.client.source.Subject;

class OverlayTest {
    @Test
    void eachKindIsWrittenAndReadAgain() {
        var all = List.of(
                new Overlay.Inset(Corner.BOTTOM_RIGHT, 25, new Subject.Program("ffmpeg -i 'a b' -")),
                new Overlay.Inset(Corner.TOP_LEFT, 12, new Subject.Image(Path.of("/tmp/a b.png"))),
                new Overlay.Caption(Corner.BOTTOM_LEFT, 5, "Kväll: räksmörgås 25 %"),
                new Overlay.Clock(Corner.TOP_RIGHT, 4));
        for (var overlay : all) {
            assertEquals(overlay, Overlay.parse(overlay.toString()));
        }
        assertEquals("top-right 4 clock", all.getLast().toString());
    }

    @Test
    void anotherPlaceLeavesTheRest() {
        var text = new Overlay.Caption(Corner.TOP_LEFT, 5, "hej");
        assertEquals(new Overlay.Caption(Corner.BOTTOM_RIGHT, 7, "hej"), text.at(Corner.BOTTOM_RIGHT, 7));
    }

    @Test
    void whatIsWrongIsSaid() {
        assertRefused("bottom-right 25 program", "clock");
        assertRefused("corner", "middle 5 clock");
        assertRefused("percent", "top-left five clock");
        assertRefused("2 to 30", "top-left 31 clock");
        assertRefused("5 to 100", "top-left 101 image a.png");
        assertRefused("characters", "top-left 5 text " + "x".repeat(Overlay.MOST_TEXT + 1));
        assertRefused("characters", "top-left 5 text  ");
        assertRefused("nothing to show", "top-left 50 film a.mkv");
        assertRefused("quotation", "top-left 50 program cat 'a");
    }

    private static void assertRefused(String part, String text) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Overlay.parse(text));
        assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }

    @Test
    void anyTextIsReadOrRefusedWithASentence() {
        var random = new Random(7);
        var words = List.of("top-left", "bottom-right", "25", "-1", "99999999999", "clock", "text", "image", "program", "region",
                "screen", "0", "\0", "'", "\"", "\\", "å", " ", "\n", "640x480+0+0");
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(7); n > 0; n--) {
                text.append(words.get(random.nextInt(words.size()))).append(random.nextInt(4) == 0 ? "" : " ");
            }
            try {
                var read = Overlay.parse(text.toString());
                assertEquals(read, Overlay.parse(read.toString()), text.toString());
            } catch (IllegalArgumentException e) {
                assertTrue(e.getMessage() != null && !e.getMessage().isBlank(), text.toString());
            }
        }
    }
}
