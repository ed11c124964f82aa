package stream.server.check;

import java.util.Locale;

/// What came of looking at one thing.
///
/// @param subject one word, such as `certificate`
/// @param sentence what is so; when it is not good, with what to do about it
public record Finding(Grade grade, String subject, String sentence) {

    public enum Grade {
        OK,
        /// The server runs, but perhaps not as it was meant to.
        WARNING,
        /// The server does not start, or will soon fail.
        FAULT
    }

    static Finding ok(String subject, String sentence) {
        return new Finding(Grade.OK, subject, sentence);
    }

    static Finding warning(String subject, String sentence) {
        return new Finding(Grade.WARNING, subject, sentence);
    }

    public static Finding fault(String subject, String sentence) {
        return new Finding(Grade.FAULT, subject, sentence);
    }

    /// As a line of a list.
    public String line() {
        var grade = this.grade == Grade.FAULT ? "FAULT" : this.grade.name().toLowerCase(Locale.ROOT);
        return "%-8s %-13s %s".formatted(grade, subject, sentence);
    }
}
