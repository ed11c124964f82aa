package stream.client.source;

import java.util.ArrayList;
import java.util.List;

/// Splits a command line into a program and its arguments as shells do: at spaces, with `'…'`, `"…"`
/// and `\` to keep them. Nothing else of a shell is there: no variables, no pipes, no `*`.
final class CommandLine {
    private static final int MOST_CHARACTERS = 4096;

    private CommandLine() {}

    /// @throws IllegalArgumentException with a sentence for a person when it cannot be split
    static List<String> split(String line) {
        if (line.length() > MOST_CHARACTERS || line.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("this is no command line: it is too long, or not text");
        }
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
                inWord = true;
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                inWord = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("a quotation mark of the command line has no end: " + line);
        }
        if (inWord) {
            words.add(word.toString());
        }
        if (words.isEmpty() || words.getFirst().isEmpty()) {
            throw new IllegalArgumentException("the command line names no program");
        }
        return List.copyOf(words);
    }
}
