package stream.client.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import stream.client.capture.CaptureException;
import stream.client.publish.Setback;
import stream.client.settings.Settings.Language;

class TextsTest {
    private final Texts english = Texts.of(Language.ENGLISH);
    private final Texts swedish = Texts.of(Language.SWEDISH);

    @Test
    void bothLanguagesHaveTheSameTextsWithTheSamePlaces() {
        assertEquals(
                new TreeSet<>(english.catalogue().stringPropertyNames()),
                new TreeSet<>(swedish.catalogue().stringPropertyNames()));
        for (var name : english.catalogue().stringPropertyNames()) {
            assertEquals(places(english.text(name)), places(swedish.text(name)), name);
        }
    }

    private static TreeSet<String> places(String text) {
        var places = new TreeSet<String>();
        Pattern.compile("\\{(\\d)").matcher(text).results().map(MatchResult::group).forEach(places::add);
        return places;
    }

    /// The last two columns of the glossary's tables hold words that are not used, in English and Swedish.
    @Test
    void wordsAreThoseOfTheGlossary() throws Exception {
        var rows = Files.readAllLines(Path.of("docs/glossary.md")).stream()
                .filter(line -> line.startsWith("|") && line.contains("`"))
                .map(line -> line.split("(?<!\\\\)\\|", -1))
                .filter(columns -> columns.length == 7)
                .toList();
        assertTrue(rows.size() > 20, "the glossary has few rows");
        for (var row : rows) {
            notIn(english, row[4]);
            notIn(swedish, row[5]);
        }
    }

    private static void notIn(Texts texts, String cell) {
        var phrases = Pattern.compile("`([^`]+)`").matcher(cell).results().map(match -> match.group(1)).toList();
        for (var name : texts.catalogue().stringPropertyNames()) {
            var words = texts.text(name).toLowerCase(texts.locale());
            phrases.forEach(phrase -> assertFalse(words.contains(phrase), name + " has '" + phrase + "'"));
        }
    }

    @Test
    void everyTroubleHasItsSentence() {
        for (var kind : Setback.Kind.values()) {
            assertFalse(english.text("trouble." + kind).isEmpty());
            assertFalse(swedish.text("trouble." + kind).isEmpty());
        }
    }

    @Test
    void everyReasonForNoPictureHasItsSentence() {
        for (var kind : CaptureException.Kind.values()) {
            assertFalse(english.text("capture." + kind, "x").isEmpty());
            assertFalse(swedish.text("capture." + kind, "x").isEmpty());
        }
    }

    @Test
    void viewersAreCountedInWords() {
        assertEquals("No viewers", english.text("viewers", 0));
        assertEquals("1 viewer", english.text("viewers", 1));
        assertEquals("2 tittare", swedish.text("viewers", 2));
    }

    @Test
    void timeIsShownAsAClock() {
        assertEquals("0:07", Header.clock(Duration.ofSeconds(7)));
        assertEquals("1:00:09", Header.clock(Duration.ofSeconds(3609)));
    }
}
