package stream.server.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stream.common.control.ChatMessage;
import stream.common.control.Role;
import stream.server.chat.Room.Outcome;
import stream.server.text.VisibleText;

class RoomTest {
    private static final long NOW = 1_795_358_700_000L;
    private static final long SECOND = 1_000_000_000;
    private long nanos;

    private String say(Room room, String user, String text) {
        return switch (room.say(speaker(user), text, nanos, NOW)) {
            case Outcome.Said(var line) -> line.text();
            case Outcome.Refused(var code, var _, long _) -> code;
        };
    }

    private static Speaker speaker(String name) {
        return new Speaker(name.hashCode(), name, Role.VIEWER, NOW - 60_000, false, 0);
    }

    @Test
    void linesGetGrowingIds() {
        var room = Room.empty("alva", new ChatPace(), NOW);
        say(room, "bo", "one");
        say(room, "bo", "two");
        var lines = room.since(0);
        assertEquals(List.of("one", "two"), lines.stream().map(ChatMessage::text).toList());
        assertEquals(lines.get(0).id() + 1, lines.get(1).id());
        assertEquals(List.of("two"), room.since(lines.get(0).id()).stream().map(ChatMessage::text).toList());
    }

    @Test
    void remembersTheLastHundred() {
        var room = Room.empty("alva", new ChatPace(), NOW);
        for (int i = 0; i < 130; i++) {
            nanos += 2 * SECOND;
            say(room, "bo", "line " + i);
        }
        var lines = room.since(0);
        assertEquals(100, lines.size());
        assertEquals("line 30", lines.getFirst().text());
    }

    @Test
    void onlySignedInUsersWrite() {
        assertEquals("sign-in", say(Room.empty("alva", new ChatPace(), NOW), "", "hej"));
    }

    @Test
    void aQuickWriterIsSlowedDownAndNobodyElse() {
        var room = Room.empty("alva", new ChatPace(), NOW);
        for (int i = 0; i < ChatPace.BURST_MESSAGES; i++) {
            assertEquals("hej", say(room, "bo", "hej"));
        }
        assertEquals("slow-down", say(room, "bo", "hej"));
        assertEquals("hej", say(room, "cia", "hej"));
        nanos += 2 * SECOND;
        assertEquals("hej", say(room, "bo", "hej"));
    }

    @Test
    void aRoomThatClosedAndOpensAgainRemembersHowFastSomebodyWrote() {
        var pace = new ChatPace();
        for (int i = 0; i < ChatPace.BURST_MESSAGES; i++) {
            assertEquals("hej", say(Room.empty("alva", pace, NOW), "bo", "hej"));
        }
        assertEquals("slow-down", say(Room.empty("alva", pace, NOW), "bo", "hej"));
        assertEquals("hej", say(Room.empty("doris", pace, NOW), "bo", "hej"));
        var slow = Room.empty("alva", pace, NOW);
        slow.rules(new ChatRules(60, false, 0, false, BlockedWords.NONE));
        nanos += 30 * SECOND;
        assertEquals("slow-mode", say(slow, "bo", "hej"));
    }

    @Test
    void whoWritesInManyChannelsIsSlowedDownInAllOfThem() {
        var pace = new ChatPace();
        for (int i = 0; i < ChatPace.BURST_EVERYWHERE; i++) {
            assertEquals("hej", say(Room.empty("channel" + i, pace, NOW), "bo", "hej"));
        }
        assertEquals("slow-down", say(Room.empty("another", pace, NOW), "bo", "hej"));
        assertEquals("hej", say(Room.empty("another", pace, NOW), "cia", "hej"));
        nanos += SECOND;
        assertEquals("hej", say(Room.empty("another", pace, NOW), "bo", "hej"));
    }

    @Test
    void lengthIsCountedInCharacters() {
        var room = Room.empty("alva", new ChatPace(), NOW);
        var emoji = "\uD83D\uDE00".repeat(500);
        assertEquals(emoji, say(room, "bo", emoji));
        assertEquals("too-long", say(room, "bo", "a".repeat(501)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "a\\u0000b\\u0007|ab", "one\\ntwo\\tthree|one two three", "x\\u202Eevil\\u2066|xevil", "\\uD800lone|lone",
        "fam\\u200Dily|fam\\u200Dily", "  spaces  |spaces"
    })
    void whatCouldDisturbOthersIsTakenOut(String escaped, String clean) {
        assertEquals(unescape(clean), VisibleText.line(unescape(escaped)));
    }

    private static String unescape(String text) {
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\u", i)) {
                out.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 5;
            } else if (text.startsWith("\\n", i) || text.startsWith("\\t", i)) {
                out.append(text.charAt(i + 1) == 'n' ? '\n' : '\t');
                i++;
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    @Test
    void aLineOfNothingIsRefused() {
        assertEquals("malformed", say(Room.empty("alva", new ChatPace(), NOW), "bo", " \u0000\u202E "));
    }

    @Test
    void idsDoNotComeBackWhenTheLogLostItsEnd() throws IOException {
        var kept = new ArrayList<ChatMessage>();
        var log = new Kept(kept);
        var room = Room.open("alva", new ChatPace(), log, NOW);
        say(room, "bo", "kept");
        log.append("alva", room.unsaved());
        say(room, "bo", "lost");
        long lost = room.since(0).getLast().id();
        var again = Room.open("alva", new ChatPace(), log, NOW + 5000);
        say(again, "bo", "new");
        assertEquals(List.of("kept", "new"), again.since(0).stream().map(ChatMessage::text).toList());
        assertTrue(again.since(0).getLast().id() > lost);
    }

    @Test
    void aClockThatWentBackDoesNotRepeatIds() throws IOException {
        var log = new Kept(new ArrayList<>(List.of(new ChatMessage(NOW + 9, "bo", Role.VIEWER, "hej", NOW))));
        var room = Room.open("alva", new ChatPace(), log, NOW);
        assertEquals(NOW + 10, assertInstanceOf(Outcome.Said.class, room.say(speaker("bo"), "x", 0, NOW)).line().id());
    }

    @Test
    void theWriterSavesWhatWasSaidAlsoAfterAFailure() throws Exception {
        var kept = new ArrayList<ChatMessage>();
        var failed = new CountDownLatch(1);
        var log = new Kept(kept) {
            @Override
            public void append(String channel, List<ChatMessage> lines) throws IOException {
                if (failed.getCount() > 0) {
                    failed.countDown();
                    throw new IOException("away");
                }
                super.append(channel, lines);
            }
        };
        var room = Room.empty("alva", new ChatPace(), NOW);
        var writer = new ChatWriter(log);
        say(room, "bo", "one");
        writer.wrote(room);
        failed.await();
        say(room, "bo", "two");
        writer.wrote(room);
        writer.close();
        assertEquals(List.of("one", "two"), kept.stream().map(ChatMessage::text).toList());
        assertTrue(room.unsaved().isEmpty());
    }

    private static Speaker speaker(Role role, long createdMillis, boolean follows, long silentMillis) {
        return new Speaker(7, "bo", role, createdMillis, follows, silentMillis);
    }

    private Outcome.Refused refused(Room room, Speaker speaker, String text) {
        return assertInstanceOf(Outcome.Refused.class, room.say(speaker, text, nanos, NOW));
    }

    @Test
    void whoIsSilencedIsToldForHowLong() {
        var room = Room.empty("alva", new ChatPace(), NOW);
        assertEquals("banned", refused(room, speaker(Role.VIEWER, 0, true, Speaker.FOR_GOOD), "hej").code());
        var timedOut = refused(room, speaker(Role.VIEWER, 0, true, NOW + 599_001), "hej");
        assertEquals(new Outcome.Refused("timed-out", "You cannot write for another 10 minutes.", 600), timedOut);
        assertInstanceOf(Outcome.Said.class, room.say(speaker(Role.VIEWER, 0, true, NOW), "hej", nanos, NOW));
    }

    @Test
    void aSlowChatTellsHowManySecondsAreLeft() {
        var room = Room.empty("alva", new ChatPace(), NOW);
        room.rules(new ChatRules(30, false, 0, false, BlockedWords.NONE));
        assertEquals("one", say(room, "bo", "one"));
        nanos += 18 * SECOND;
        var refusal = refused(room, speaker("bo"), "two");
        assertEquals(
                new Outcome.Refused("slow-mode", "The chat is slow now. You can write again in 12 seconds.", 12),
                refusal);
        assertEquals("three", say(room, "cia", "three"));
        nanos += 12 * SECOND;
        assertEquals("two", say(room, "bo", "two"));
    }

    @Test
    void aChatForFollowersIsForNobodyElse() {
        var room = Room.empty("alva", new ChatPace(), NOW);
        room.rules(new ChatRules(0, true, 0, false, BlockedWords.NONE));
        assertEquals("followers-only", refused(room, speaker(Role.VIEWER, 0, false, 0), "hej").code());
        assertInstanceOf(Outcome.Said.class, room.say(speaker(Role.VIEWER, 0, true, 0), "hej", nanos, NOW));
    }

    @Test
    void anAccountThatIsTooNewIsToldWhenItWillDo() {
        var room = Room.empty("alva", new ChatPace(), NOW);
        room.rules(new ChatRules(0, false, 3600, false, BlockedWords.NONE));
        assertEquals(
                new Outcome.Refused(
                        "too-new", "Your account is too new for this chat. You can write in 59 minutes.", 3540),
                refused(room, speaker(Role.VIEWER, NOW - 60_000, false, 0), "hej"));
    }

    @Test
    void theShieldMakesMildRulesStrictAndKeepsStricterOnes() {
        var mild = new ChatRules(5, false, 60, true, BlockedWords.NONE).effective();
        assertEquals(new ChatRules(30, true, 86_400, true, BlockedWords.NONE), mild);
        var strict = new ChatRules(300, true, 864_000, true, BlockedWords.NONE);
        assertEquals(strict, strict.effective());
    }

    @Test
    void rulesDoNotHoldForModeratorsButBansDo() {
        var room = Room.empty("alva", new ChatPace(), NOW);
        room.rules(new ChatRules(30, true, 3600, true, BlockedWords.of(List.of("hej")).orElseThrow()));
        for (int i = 0; i < 2; i++) {
            var moderator = speaker(Role.MODERATOR, NOW, false, 0);
            assertInstanceOf(Outcome.Said.class, room.say(moderator, "hej", nanos, NOW));
        }
        assertEquals("banned", refused(room, speaker(Role.MODERATOR, 0, true, Speaker.FOR_GOOD), "hej").code());
    }

    @Test
    void aRemovedLineIsGoneAlsoForWhoComesBack() {
        var room = Room.empty("alva", new ChatPace(), NOW);
        say(room, "bo", "one");
        say(room, "cia", "two");
        say(room, "bo", "three");
        long last = room.since(0).getLast().id();

        room.remove(room.linesOf("BO"));

        assertEquals(List.of("two"), room.since(0).stream().map(ChatMessage::text).toList());
        assertEquals(List.of("two"), room.unsaved().stream().map(ChatMessage::text).toList());
        assertEquals(List.of(last - 2, last), room.removedUntil(last));
        assertEquals(List.of(last - 2), room.removedUntil(last - 1));
    }

    @Test
    void removedLinesAreRememberedUpToABound() {
        var room = Room.empty("alva", new ChatPace(), NOW);
        room.remove(LongStream.rangeClosed(1, Room.MAX_REMOVED + 10).boxed().toList());
        assertEquals(Room.MAX_REMOVED, room.removedUntil(Long.MAX_VALUE).size());
        assertEquals(11, room.removedUntil(Long.MAX_VALUE).getFirst());
    }

    @Test
    void aLineRemovedWhileItIsWrittenDoesNotComeBack() throws Exception {
        var kept = new ArrayList<ChatMessage>();
        var room = Room.empty("alva", new ChatPace(), NOW);
        var appended = new CountDownLatch(1);
        var log = new Kept(kept) {
            @Override
            public void append(String channel, List<ChatMessage> lines) throws IOException {
                // The moderator is quick: the line is on its way.
                room.remove(lines.stream().map(ChatMessage::id).toList());
                super.append(channel, lines);
                appended.countDown();
            }
        };
        say(room, "bo", "one");
        var writer = new ChatWriter(log);
        writer.wrote(room);
        appended.await();
        writer.wrote(room);
        writer.close();
        assertEquals(List.of(), kept);
        assertTrue(room.isSaved());
    }

    @Test
    void aRemovalThatTheLogDoesNotTakeIsTriedAgain() throws Exception {
        var room = Room.empty("alva", new ChatPace(), NOW);
        var away = new AtomicBoolean(true);
        var log = new Kept(new ArrayList<>()) {
            @Override
            public void remove(String channel, List<Long> ids) throws IOException {
                if (away.getAndSet(false)) {
                    throw new IOException("away");
                }
                super.remove(channel, ids);
            }
        };
        room.remove(List.of(NOW));
        var writer = new ChatWriter(log);
        assertThrows(IOException.class, () -> writer.write(room));
        writer.close();
        assertEquals(List.of(NOW), log.removed("alva", 10));
        assertTrue(room.isSaved());
    }

    @Test
    void aRemovedLineIsToldToWhoComesBackAfterARestart() throws IOException {
        var log = new Kept(new ArrayList<>());
        log.remove("alva", List.of(NOW - 2, NOW - 1));

        var room = Room.open("alva", new ChatPace(), log, NOW);

        assertEquals(List.of(NOW - 2), room.removedUntil(NOW - 2));
        assertEquals(List.of(NOW - 2, NOW - 1), room.removedUntil(NOW));
        assertTrue(room.isSaved());
    }

    private static class Kept implements ChatLog {
        private final List<ChatMessage> lines;
        private final List<Long> removed = new ArrayList<>();

        Kept(List<ChatMessage> lines) {
            this.lines = lines;
        }

        @Override
        public void append(String channel, List<ChatMessage> more) throws IOException {
            lines.addAll(more);
        }

        @Override
        public void remove(String channel, List<Long> ids) throws IOException {
            lines.removeIf(line -> ids.contains(line.id()));
            removed.addAll(ids);
        }

        @Override
        public List<Long> removed(String channel, int count) {
            return List.copyOf(removed);
        }

        @Override
        public List<ChatMessage> newest(String channel, int count) {
            return List.copyOf(lines);
        }
    }
}
