package stream.server.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private static final Argon2Hash.Cost CHEAP = new Argon2Hash.Cost(64, 1, 1);

    private final Passwords passwords = new Passwords(CHEAP, new SecureRandom());

    @Test
    void matchesOnlyTheSamePassword() throws Exception {
        var hash = passwords.hash("correct horse battery");

        assertTrue(passwords.matches("correct horse battery", hash));
        assertFalse(passwords.matches("correct horse batterY", hash));
        assertFalse(passwords.matchesNobody("correct horse battery"));
    }

    @Test
    void saltsEveryHash() throws Exception {
        assertNotEquals(passwords.hash("correct horse battery"), passwords.hash("correct horse battery"));
    }

    @Test
    void takesTheSameLettersHoweverTheyAreEncoded() throws Exception {
        var hash = passwords.hash("r\u00e4ksm\u00f6rg\u00e5s");

        assertTrue(passwords.matches("ra\u0308ksmo\u0308rga\u030as", hash));
    }

    @Test
    void matchesNothingAgainstAHashThatIsNone() throws Exception {
        assertFalse(passwords.matches("correct horse battery", "correct horse battery"));
    }

    @Test
    void wantsAHashOfAnotherCostMadeAgain() throws Exception {
        assertFalse(passwords.outdated(passwords.hash("correct horse battery")));
        assertTrue(new Passwords(new Argon2Hash.Cost(128, 1, 1), new SecureRandom())
                .outdated(passwords.hash("correct horse battery")));
        assertTrue(passwords.outdated("nonsense"));
    }

    @Test
    void hashesOnlyAFewAtATimeHoweverManySignIn() throws Exception {
        int places = 2;
        var most = new AtomicInteger();
        var unfinished = new ArrayList<Future<?>>();
        var few = new Passwords(CHEAP, new SecureRandom(), places, work -> {
            synchronized (unfinished) {
                unfinished.removeIf(Future::isDone);
                unfinished.add((Future<?>) work);
                most.accumulateAndGet(unfinished.size(), Math::max);
            }
            return new Thread(work);
        });
        var answered = new AtomicInteger();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 3000; i++) {
                people.submit(() -> {
                    try {
                        few.hash("correct horse battery");
                    } catch (AccountException e) {
                        assertEquals(AccountException.Reason.BUSY, e.reason());
                    }
                    return answered.incrementAndGet();
                });
            }
        }
        assertEquals(3000, answered.get());
        assertEquals(places, most.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "123456789", "1234567890", "aaaabbbbcccc", "QwertyUiop", "streamer_one"})
    void refusesPasswordsThatAreEasyToGuess(String password) {
        var refusal = assertThrows(
                AccountException.class, () -> PasswordRules.check(password, new Username("Streamer_One")));
        assertEquals(AccountException.Reason.BAD_PASSWORD, refusal.reason());
    }

    @Test
    void takesLongPasswordsUpToALimit() throws Exception {
        var name = new Username("alva");
        PasswordRules.check("några ord på rad", name);
        PasswordRules.check("abcd".repeat(50), name);
        assertThrows(AccountException.class, () -> PasswordRules.check("abcd".repeat(50) + "e", name));
    }
}
