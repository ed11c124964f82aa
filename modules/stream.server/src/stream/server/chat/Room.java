package stream.server.chat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import stream.common.control.ChatMessage;
import stream.server.text.VisibleText;

/// The chat of one channel: takes lines from signed-in users and remembers the last of them. It goes
/// on whether or not anything is streamed.
///
/// Ids grow by one; the first of a run of the server is the time in milliseconds, so that no id comes
/// back after a restart even when the log lost its end.
///
/// **Threads.** Any thread. Nothing here waits for the log: lines are taken from the room by
/// [#unsaved] and written by a [ChatWriter].
public final class Room {
    /// How many lines a newcomer gets.
    public static final int KEPT_LINES = 100;
    /// In a message: code points, as PROTOCOL.md says.
    static final int MAX_CHARACTERS = 500;
    /// Lines that wait for a log that is away; beyond it the oldest are not kept.
    static final int MAX_UNSAVED_LINES = 1000;
    /// Lines that were taken away, told to who comes back and may still show them.
    static final int MAX_REMOVED = 1000;

    /// What came of a line.
    public sealed interface Outcome {
        record Said(ChatMessage line) implements Outcome {}

        /// The notice to its writer.
        ///
        /// @param seconds after which it will be otherwise, 0 where that cannot be told
        record Refused(String code, String text, long seconds) implements Outcome {
            Refused(String code, String text) {
                this(code, text, 0);
            }

            /// @param beginning of the sentence, which the time ends
            static Refused until(String code, String beginning, long seconds) {
                return new Refused(code, beginning + words(seconds) + ".", seconds);
            }

            private static String words(long seconds) {
                if (seconds < 120) {
                    return seconds == 1 ? "1 second" : seconds + " seconds";
                }
                if (seconds < 7200) {
                    return Math.ceilDiv(seconds, 60) + " minutes";
                }
                long hours = Math.ceilDiv(seconds, 3600);
                return hours <= 48 ? hours + " hours" : Math.ceilDiv(hours, 24) + " days";
            }
        }
    }

    private final String channel;
    private final ArrayDeque<ChatMessage> lines = new ArrayDeque<>();
    private final ArrayDeque<ChatMessage> unsaved = new ArrayDeque<>();
    private final ChatPace pace;
    /// Ids of lines that were taken away, and those of them that the log may still have.
    private final ArrayDeque<Long> removed = new ArrayDeque<>();
    private final ArrayDeque<Long> unsavedRemovals = new ArrayDeque<>();
    private ChatRules rules = ChatRules.NONE;
    private long nextId;

    private Room(String channel, ChatPace pace, List<ChatMessage> lines, List<Long> removed, long nowMillis) {
        this.channel = channel;
        this.pace = pace;
        this.lines.addAll(lines);
        this.removed.addAll(removed);
        nextId = lines.isEmpty() ? nowMillis : Math.max(nowMillis, lines.getLast().id() + 1);
    }

    /// Opens the room with the lines that the log has; blocks for as long as the log does.
    public static Room open(String channel, ChatPace pace, ChatLog log, long nowMillis) throws IOException {
        return new Room(channel, pace, log.newest(channel, KEPT_LINES), log.removed(channel, MAX_REMOVED), nowMillis);
    }

    /// Opens the room without its past.
    public static Room empty(String channel, ChatPace pace, long nowMillis) {
        return new Room(channel, pace, List.of(), List.of(), nowMillis);
    }

    /// The channel's name in lower case.
    public String channel() {
        return channel;
    }

    /// Somebody writes a line.
    public synchronized Outcome say(Speaker speaker, String text, long nowNanos, long nowMillis) {
        var user = speaker.name();
        if (user.isEmpty()) {
            return new Outcome.Refused("sign-in", "Sign in to write in the chat.");
        }
        if (text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
            return new Outcome.Refused(
                    "too-long", "A line has at most " + MAX_CHARACTERS + " characters.");
        }
        var clean = VisibleText.line(text);
        if (clean.isEmpty()) {
            return new Outcome.Refused("malformed", "The line is empty.");
        }
        var refusal = rules.refusal(speaker, clean, nowMillis);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        int slow = speaker.role().moderates() ? 0 : rules.effective().slowSeconds();
        long left = pace.secondsLeft(channel, speaker.id(), slow, nowNanos);
        if (left > 0) {
            return Outcome.Refused.until("slow-mode", "The chat is slow now. You can write again in ", left);
        }
        if (!pace.write(channel, speaker.id(), nowNanos)) {
            return new Outcome.Refused("slow-down", "You are sending messages too fast. Wait a few seconds.");
        }
        var line = new ChatMessage(nextId++, user, speaker.role(), clean, nowMillis);
        keep(lines, line, KEPT_LINES);
        keep(unsaved, line, MAX_UNSAVED_LINES);
        return new Outcome.Said(line);
    }

    /// The lines after this id that are remembered, oldest first.
    public synchronized List<ChatMessage> since(long id) {
        return lines.stream().filter(line -> line.id() > id).toList();
    }

    public synchronized ChatRules rules() {
        return rules;
    }

    /// Other rules hold from now on.
    public synchronized void rules(ChatRules newRules) {
        rules = newRules;
    }

    /// Takes lines away, those too that only the log still has; all were said once.
    public synchronized void remove(Collection<Long> ids) {
        lines.removeIf(line -> ids.contains(line.id()));
        unsaved.removeIf(line -> ids.contains(line.id()));
        for (var id : ids) {
            keep(removed, id, MAX_REMOVED);
            keep(unsavedRemovals, id, MAX_UNSAVED_LINES);
        }
    }

    /// A line that is remembered.
    public synchronized Optional<ChatMessage> line(long id) {
        return Stream.of(lines, unsaved).flatMap(Collection::stream).filter(line -> line.id() == id).findFirst();
    }

    /// The remembered lines of a writer.
    public synchronized List<Long> linesOf(String name) {
        return lines.stream().filter(line -> line.name().equalsIgnoreCase(name)).map(ChatMessage::id).toList();
    }

    /// The ids up to this one that were taken away.
    public synchronized List<Long> removedUntil(long id) {
        return removed.stream().filter(each -> each <= id).toList();
    }

    /// The ids that the log is yet to forget.
    public synchronized List<Long> unsavedRemovals() {
        return new ArrayList<>(unsavedRemovals);
    }

    /// Tells that the log has forgotten these.
    public synchronized void savedRemovals(List<Long> ids) {
        unsavedRemovals.removeAll(ids);
    }

    /// Whether the log has everything.
    public synchronized boolean isSaved() {
        return unsaved.isEmpty() && unsavedRemovals.isEmpty();
    }

    /// The lines that the log does not have yet, oldest first.
    public synchronized List<ChatMessage> unsaved() {
        return new ArrayList<>(unsaved);
    }

    /// Tells that the log has the lines up to this id.
    public synchronized void saved(long id) {
        while (!unsaved.isEmpty() && unsaved.getFirst().id() <= id) {
            unsaved.removeFirst();
        }
    }

    private static <E> void keep(ArrayDeque<E> queue, E element, int most) {
        if (queue.size() == most) {
            queue.removeFirst();
        }
        queue.addLast(element);
    }
}
