package stream.client.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The same cases as `tests/web/core/text-parts.test.js`.
class TextPartTest {
    private static List<String> found(String text) {
        return TextPart.of(text).stream()
                .filter(part -> part.kind() != TextPart.Kind.TEXT)
                .map(part -> part.kind() + " " + part.text())
                .toList();
    }

    @Test
    void theyGiveBackTheWholeText() {
        for (var text : List.of("", "hej", "see https://a.se/b?c=1#d, @bo!", "@@bo @b", "http://", "https://<b>x</b>")) {
            assertEquals(text, TextPart.of(text).stream().map(TextPart::text).collect(Collectors.joining()));
        }
    }

    @Test
    void findsAddressesAndLeavesThePunctuationAfterThem() {
        assertEquals(
                List.of("LINK https://a.se/x", "LINK http://b.se?q=1"),
                found("(see https://a.se/x, or http://b.se?q=1)."));
    }

    @Test
    void makesNoLinkOfAnythingButHttpAndHttps() {
        assertEquals(List.of(), found("javascript:alert(1) data:text/html,x ftp://a.se //a.se www.a.se"));
    }

    @Test
    void findsNamesThatAreSpokenTo() {
        assertEquals(
                List.of("MENTION @bosse", "MENTION @Alva_1", "LINK https://a.se/@bosse"),
                found("@bosse hej @Alva_1, mail a@bosse.se https://a.se/@bosse"));
    }

    @Test
    void knowsANameWhateverItsCaseAndOnlyTheWholeName() {
        assertTrue(TextPart.of("@ALVA!").getFirst().mentions("alva"));
        assertFalse(TextPart.of("@alvar").getFirst().mentions("alva"));
        assertFalse(TextPart.of("@alva").getFirst().mentions(""));
    }
}
