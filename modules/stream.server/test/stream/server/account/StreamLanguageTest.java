package stream.server.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StreamLanguageTest {
    @Test
    void theProtocolDocumentHasTheSameList() throws Exception {
        var line = Files.readString(Path.of("PROTOCOL.md")).lines()
                .filter(each -> each.startsWith("The language of a stream")).findFirst().orElseThrow();
        var documented = Pattern.compile("`(\\w+)`").matcher(line).results()
                .map(match -> match.group(1)).collect(Collectors.toSet());
        assertEquals(StreamLanguage.TAGS, documented);
    }

    @Test
    void everyTagIsALanguageThatHasAName() {
        for (var tag : StreamLanguage.TAGS) {
            assertEquals(tag, Locale.forLanguageTag(tag).toLanguageTag());
            assertEquals(2, Locale.forLanguageTag(tag).getLanguage().length());
        }
        assertEquals(Set.of(), StreamLanguage.TAGS.stream()
                .filter(tag -> Locale.forLanguageTag(tag).getDisplayLanguage(Locale.ENGLISH).equals(tag))
                .collect(Collectors.toSet()));
    }

    @Test
    void takesWhatIsListedOrNothing() throws Exception {
        assertEquals(Optional.of("sv"), StreamLanguage.check(Optional.of("sv")));
        assertEquals(Optional.of(""), StreamLanguage.check(Optional.of("")));
        assertEquals(Optional.empty(), StreamLanguage.check(Optional.empty()));
        assertThrows(AccountException.class, () -> StreamLanguage.check(Optional.of("SV")));
        assertThrows(AccountException.class, () -> StreamLanguage.check(Optional.of("tlh")));
        assertEquals("sv", StreamLanguage.ofPage(Optional.of("sv")));
        assertEquals("", StreamLanguage.ofPage(Optional.of("sv-SE; drop")));
    }
}
