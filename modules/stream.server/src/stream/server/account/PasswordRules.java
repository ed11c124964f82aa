package stream.server.account;

import java.util.Locale;
import java.util.Set;
import stream.server.account.AccountException.Reason;

/// Which passwords may be chosen: long ones that are not among the first that anybody would guess.
final class PasswordRules {
    static final int SHORTEST = 10;
    /// Enough for any sentence; hashing takes time by length.
    static final int LONGEST = 200;
    private static final int FEWEST_CHARACTERS = 4;

    /// The long ones among the most used.
    private static final Set<String> USUAL = Set.of(
            "0123456789", "0987654321", "1234567890", "12345678910", "1234567891", "123456789a",
            "1q2w3e4r5t", "1q2w3e4r5t6y", "1qaz2wsx3edc", "a123456789", "abc1234567", "abcd123456",
            "abcdefghij", "administrator", "asdfghjkl1", "changeme123", "football123", "iloveyou123",
            "letmein123", "lösenord123", "losenord123", "passw0rd123", "password10", "password12",
            "password123", "password1234", "princess123", "q1w2e3r4t5", "q1w2e3r4t5y6", "qazwsxedc123",
            "qwer123456", "qwerty1234", "qwerty12345", "qwerty123456", "qwertyuiop", "qwertyuiop123",
            "superman123", "welcome123", "zxcvbnm123");

    private PasswordRules() {}

    static void check(String password, Username name) throws AccountException {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            throw refused("A password has " + SHORTEST + " to " + LONGEST + " characters.");
        }
        var lower = password.toLowerCase(Locale.ROOT);
        if (USUAL.contains(lower) || lower.chars().distinct().count() < FEWEST_CHARACTERS) {
            throw refused("This password is among the first that anybody would guess.");
        }
        if (lower.equals(name.folded())) {
            throw refused("The password is your name, which everybody knows.");
        }
    }

    private static AccountException refused(String sentence) {
        return new AccountException(Reason.BAD_PASSWORD, sentence + " A few words make a good one.");
    }
}
