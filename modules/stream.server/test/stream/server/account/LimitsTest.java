package stream.server.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import stream.server.account.AccountException.Reason;

class LimitsTest {
    private long nanos;
    private final Limits limits = new Limits(() -> nanos);
    private final InetAddress home = address("192.0.2.1");

    @Test
    void slowsGuessingAtOneNameFromOneNetwork() throws Exception {
        for (var guess = 0; guess < 10; guess++) {
            limits.tryPassword(home, "alva");
        }
        var refusal = assertThrows(AccountException.class, () -> limits.tryPassword(home, "alva"));

        assertEquals(Reason.SLOW_DOWN, refusal.reason());
        assertEquals(Duration.ofSeconds(30), refusal.retryAfter().orElseThrow());
        assertEquals("Too many wrong passwords. Try again in 30 seconds.", refusal.getMessage());
        limits.tryPassword(home, "bo");

        pass(Duration.ofSeconds(30));
        limits.tryPassword(home, "alva");
        assertThrows(AccountException.class, () -> limits.tryPassword(home, "alva"));
    }

    @Test
    void doesNotCountRightPasswords() throws Exception {
        for (var time = 0; time < 35; time++) {
            limits.tryPassword(home, "alva");
            limits.gotIn(home, "alva");
        }
    }

    @Test
    void slowsGuessingAtManyNamesFromOneNetwork() throws Exception {
        for (var guess = 0; guess < 40; guess++) {
            limits.signIn(home);
        }
        assertThrows(AccountException.class, () -> limits.signIn(home));
        limits.signIn(address("192.0.2.2"));
    }

    @Test
    void takesAllOfAnIpv6NetworkForOne() throws Exception {
        for (var guess = 0; guess < 10; guess++) {
            limits.tryPassword(address("2001:db8:1:2::" + guess), "alva");
        }
        var neighbour = address("2001:db8:1:2:ffff::1");
        assertThrows(AccountException.class, () -> limits.tryPassword(neighbour, "alva"));
        limits.tryPassword(address("2001:db8:1:3::1"), "alva");
    }

    @Test
    void slowsStrangersFromEverywhereAndNotTheOwnerAtHome() throws Exception {
        limits.tryPassword(home, "alva");
        limits.gotIn(home, "alva");

        var guesses = 0;
        while (getsThrough(address("10.0.0." + guesses), "alva")) {
            guesses++;
        }

        assertEquals(50, guesses);
        limits.tryPassword(home, "alva");
        limits.gotIn(home, "alva");
        pass(Duration.ofSeconds(10));
        assertTrue(getsThrough(address("10.1.0.1"), "alva"));
    }

    @Test
    void slowsSignUpsFromOneNetwork() throws Exception {
        for (var account = 0; account < 40; account++) {
            limits.signUp(home);
        }
        var refusal = assertThrows(AccountException.class, () -> limits.signUp(home));
        assertEquals(Duration.ofMinutes(1), refusal.retryAfter().orElseThrow());
        limits.signUp(address("192.0.2.2"));
        limits.giveBackSignUp(home);
        limits.signUp(home);
    }

    @Test
    void slowsChangesOfOneUser() throws Exception {
        for (var change = 0; change < 30; change++) {
            limits.change(1);
        }
        assertThrows(AccountException.class, () -> limits.change(1));
        limits.change(2);
    }

    private boolean getsThrough(InetAddress from, String name) {
        try {
            limits.tryPassword(from, name);
            return true;
        } catch (AccountException _) {
            return false;
        }
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
