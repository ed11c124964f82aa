package stream.server.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "\u00A0", "\u200B", "\u3164", "\u2800", "\uFFA0", "\u115F\u1160", "\u180E", "\u034F", "\u00AD",
        "\u2060\uFEFF", "\uFE0F", "\u200D", "\u200E\u200F", "\u2003\u3000", "\t\n", "\u0301\u0302", " \u20DD",
        "\uDB40\uDC41", "\uDB40\uDD00", "\uD834\uDD59", "\u17B4", "\u061C", "\u2061"
    })
    void findsNothingWhereThereIsNothingToSee(String text) {
        assertEquals("", VisibleText.trimmed(text));
        assertEquals("", VisibleText.line(text));
    }

    /// The page judges by the same table, in text-parts.test.js.
    @Test
    void findsNothingInAnyCharacterThatIsNotDrawn() throws Exception {
        var invisible = new BitSet();
        for (var line : Files.readAllLines(Path.of("tests/web/core/invisible.txt"))) {
            var ends = line.replaceFirst("#.*", "").split("-");
            if (!ends[0].isEmpty()) {
                invisible.set(Integer.parseInt(ends[0], 16), Integer.parseInt(ends[ends.length - 1], 16) + 1);
            }
        }
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            boolean nothing = VisibleText.line(Character.toString(c)).isEmpty();
            assertEquals(invisible.get(c) || Characters.isMark(c), nothing, Integer.toHexString(c));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "H.264 från noll", "漢字", "👩‍💻 kodar", "❤️", "עברית", "می‌خواهم", "ก็", "1️⃣", "e\u0301", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "؀1", "ᄀ", "a\u00A0b"
    })
    void keepsTextOfEveryScriptAsItIs(String text) {
        assertEquals(text, VisibleText.trimmed(text));
        assertEquals(text, VisibleText.line(text));
    }

    @Test
    void takesAwaySpaceAtTheEnds() {
        assertEquals("hej", VisibleText.trimmed("\u200B \u3164hej\u2800\u00A0\n"));
    }

    @Test
    void leavesTenMarksOnACharacter() {
        assertEquals("a" + "\u0301".repeat(10), VisibleText.trimmed("a" + "\u0301".repeat(200)));
        assertEquals("a" + "\u0301".repeat(10), VisibleText.trimmed("a" + "\u0301".repeat(10) + "\u200D\u0301").replace("\u200D", ""));
        assertEquals("a\u0301b\u0301", VisibleText.trimmed("a\u0301b\u0301"));
    }

    @Test
    void makesOneLineWithoutWhatDisturbsOthers() {
        assertEquals("a b c", VisibleText.line("a\nb\tc"));
        assertEquals("gpjtxt", VisibleText.line("gpj\u202Etxt"));
        assertEquals("x", VisibleText.line("x\u0007\uD83D\uFFFF\uFDD0"));
    }

    @Test
    void allowsWhatCanBeShown() {
        assertTrue("aö漢\u200D\u200F\uFE0F".codePoints().allMatch(VisibleText::isAllowed));
        assertFalse("\n\u0000\u2028\u2029\u202E\u2066\uFFFE".codePoints().anyMatch(VisibleText::isAllowed));
    }

    @ParameterizedTest
    @CsvSource({
        "İPTAL, iptal", "iptal, IPTAL", "ıptal, IPTAL", "sp\u3164am, spam", "s\u2060p\u200Da\uFE0Fm, SPAM", "s\uFFA0pam, spam",
        "ｓｐａｍ, spam", "s\u0336p\u0336am\u20DD, spam", "ko\u0336\u0308p, köp", "STRA\u1E9EE, strasse", "ΛΟΓΟΣ, λογοσ",
        "𝓼𝓹𝓪𝓶, ⓢⓟⓐⓜ", "s\uD82F\uDCA0pam, spam", "s\uFFF9pam, spam", "s\u2800p, s p", "köp, KO\u0308P", "straße, STRASSE", "ﬁn, fin", "a\u2003\u00A0b, a b", "s\u034Fpam, spam"
    })
    void foldsWhatLooksAlike(String one, String other) {
        assertEquals(VisibleText.folded(one), VisibleText.folded(other));
    }

    @Test
    void keepsWhatLooksOtherwiseApart() {
        assertFalse(VisibleText.folded("köp").equals(VisibleText.folded("kop")));
    }
}
