package stream.server.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTextTest {
    @Test
    void trims() throws Exception {
        assertEquals("Kodar en kodek", ProfileText.TITLE.clean("  Kodar en kodek\n"));
        assertEquals("", ProfileText.TITLE.clean("   "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"H.264 från noll", "漢字", "👩‍💻 kodar", "עברית\u200f!", "<b>&amp;\"'"})
    void takesTextOfEveryScript(String text) throws Exception {
        assertEquals(text, ProfileText.TITLE.clean(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "nul\u0000", "bell\u0007", "esc\u001b[31m", "two\nlines", "next\u0085line", "line\u2028end",
        "gpj\u202etxt", "in\u2066out\u2069", "half\ud83d", "\udc00half"
    })
    void refusesWhatCannotBeShownOrTurnsText(String text) {
        var refusal = assertThrows(AccountException.class, () -> ProfileText.TITLE.clean(text));
        assertEquals(AccountException.Reason.BAD_TEXT, refusal.reason());
    }

    @Test
    void takesLinesInADescriptionOnly() throws Exception {
        assertEquals("ett\ntvå\n\ntre", ProfileText.DESCRIPTION.clean("ett\r\ntvå\r\n\r\ntre"));
        assertThrows(AccountException.class, () -> ProfileText.DESCRIPTION.clean("tab\u0000"));
        assertThrows(AccountException.class, () -> ProfileText.GAME.clean("ett\ntvå"));
    }

    @Test
    void limitsLength() throws Exception {
        assertEquals(140, ProfileText.TITLE.clean("x".repeat(140)).length());
        assertThrows(AccountException.class, () -> ProfileText.TITLE.clean("x".repeat(141)));
        assertThrows(AccountException.class, () -> ProfileText.GAME.clean("x".repeat(61)));
        assertThrows(AccountException.class, () -> ProfileText.DESCRIPTION.clean("x".repeat(2001)));
    }
}
