package stream.games;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// The name of a game as the address of its page has it: without accents, in lower case, and with a
/// hyphen for all that is neither letter nor digit. `www/core/slug.js` says the same.
public final class Slug {
    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Slug() {}

    /// Empty for a name without a letter or digit.
    public static String of(String name) {
        var plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
        // An apostrophe within a word parts nothing: "baldurs-gate-3".
        var slug = BETWEEN.matcher(plain.replaceAll("['’]", "").toLowerCase(Locale.ROOT)).replaceAll("-");
        return slug.replaceAll("^-|-$", "");
    }
}
