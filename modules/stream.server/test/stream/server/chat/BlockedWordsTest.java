package stream.server.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockedWordsTest {

    @ParameterizedTest
    @CsvSource({
        "spam, buy SPAM now, true", "spam, spam, true", "spam, spammer, false", "spam, antispam, false",
        "spam*, spammer, true", "*spam, antispam, true", "*spam*, antispammer, true", "spam, 's.p.a.m', false",
        "spam, '(spam)', true", "bad phrase, 'a BAD   phrase!', true", "bad phrase, badphrase, false",
        // Full-width, mathematical bold, with a zero-width space, with a soft hyphen.
        "spam, ｓｐａｍ, true", "spam, 𝐬𝐩𝐚𝐦, true", "spam, s\u200Bpam, true", "spam, sp\u00ADam, true",
        // Composed and not; ö is no o; sharp s and its capital form.
        "köp, ko\u0308p, true", "ko\u0308p, KÖP, true", "köp, kop, false", "strasse, STRAẞE, true",
        "straße, STRASSE, true", "İstanbul, i\u0307stanbul, true", "漢字, 漢字, true", "*漢字*, この漢字は, true",
    })
    void findsWordsHoweverTheyAreWritten(String blocked, String text, boolean found) {
        var words = BlockedWords.of(List.of(blocked)).orElseThrow();
        assertEquals(found, words.occurIn(text), blocked + " in " + text);
    }

    @Test
    void keepsWordsAsTheyWereWrittenWithoutEmptyOnesAndRepetitions() {
        assertEquals(List.of("Spam", "bad phrase"),
                BlockedWords.of(List.of(" Spam ", "", "bad phrase", "Spam")).orElseThrow().written());
    }

    @Test
    void refusesTooManyTooShortAndTooLongOnes() {
        assertTrue(BlockedWords.of(IntStream.range(10, 210).mapToObj(String::valueOf).toList()).isPresent());
        assertEquals(Optional.empty(), BlockedWords.of(IntStream.range(10, 211).mapToObj(String::valueOf).toList()));
        for (var word : List.of("x", "*", "**", "*x*", "\u200B\u200B\u200B", "x".repeat(51), "two\nlines")) {
            assertEquals(Optional.empty(), BlockedWords.of(List.of(word)), word);
        }
    }

    @Test
    void anyListThatIsTakenJudgesAnyText() {
        var random = new Random(5);
        for (int round = 0; round < 2000; round++) {
            var list = Collections.nCopies(3, 0).stream().map(_ -> garbage(random, 6)).toList();
            var text = garbage(random, 40);
            BlockedWords.of(list).ifPresent(words -> words.occurIn(text));
        }
    }

    private static String garbage(Random random, int most) {
        var text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i >= 0; i--) {
            text.append((char) (random.nextBoolean() ? random.nextInt(0x10000) : '*' + random.nextInt(80)));
        }
        return text.toString();
    }
}
