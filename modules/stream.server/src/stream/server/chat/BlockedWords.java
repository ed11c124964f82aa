package stream.server.chat;

import java.util.List;
import java.util.Optional;
import stream.server.text.VisibleText;

/// Words and phrases that a chat does not allow. They are found whatever the case, in whichever of the
/// ways that Unicode has to write them (full-width, mathematical bold, composed or not), struck through, and
/// with invisible characters in between; as whole words, or, with `*` at an end, as the beginning or end of
/// longer ones.
public final class BlockedWords {
    /// Enough for what people take offence at; each line is compared with all of them.
    public static final int MOST = 200;
    public static final int SHORTEST = 2;
    /// In UTF-16 code units.
    public static final int LONGEST = 50;

    public static final BlockedWords NONE = new BlockedWords(List.of());

    private record Entry(String word, boolean openStart, boolean openEnd) {}

    private final List<String> written;
    private final List<Entry> entries;

    private BlockedWords(List<String> written) {
        this.written = written;
        entries = written.stream().map(BlockedWords::entry).toList();
    }

    /// @param written as moderators write them; empty ones and repetitions are passed over
    /// @return none when there are too many, or one is too short or too long
    public static Optional<BlockedWords> of(List<String> written) {
        var words = written.stream().map(String::strip).filter(word -> !word.isEmpty()).distinct().toList();
        boolean fits = words.size() <= MOST
                && words.stream().allMatch(word -> word.length() <= LONGEST
                        && word.lines().count() == 1
                        && entry(word).word().length() >= SHORTEST);
        return fits ? Optional.of(new BlockedWords(words)) : Optional.empty();
    }

    /// As moderators wrote them.
    public List<String> written() {
        return written;
    }

    boolean occurIn(String text) {
        if (entries.isEmpty()) {
            return false;
        }
        var folded = VisibleText.folded(text);
        return entries.stream().anyMatch(entry -> occurs(entry, folded));
    }

    private static boolean occurs(Entry entry, String text) {
        for (int at = text.indexOf(entry.word); at >= 0; at = text.indexOf(entry.word, at + 1)) {
            int end = at + entry.word.length();
            if ((entry.openStart || at == 0 || !isWordPart(text.codePointBefore(at)))
                    && (entry.openEnd || end == text.length() || !isWordPart(text.codePointAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWordPart(int c) {
        return Character.isLetterOrDigit(c);
    }

    private static Entry entry(String written) {
        boolean openStart = written.startsWith("*");
        boolean openEnd = written.length() > 1 && written.endsWith("*");
        var word = written.substring(openStart ? 1 : 0, written.length() - (openEnd ? 1 : 0));
        return new Entry(VisibleText.folded(word).strip(), openStart, openEnd);
    }
}
