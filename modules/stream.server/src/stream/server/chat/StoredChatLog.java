package stream.server.chat;

import java.io.IOException;
import java.util.List;
import stream.common.control.ChatMessage;
import stream.common.control.Role;
import stream.server.store.ChatLine;
import stream.server.store.ChatLines;

/// The log in the database.
///
/// **Threads.** Safe for all.
public final class StoredChatLog implements ChatLog {
    private final ChatLines lines;

    public StoredChatLog(ChatLines lines) {
        this.lines = lines;
    }

    @Override
    public void append(String channel, List<ChatMessage> messages) throws IOException {
        lines.append(
                channel,
                messages.stream()
                        .map(m -> new ChatLine(m.id(), m.name(), m.role().code(), m.text(), m.atMillis()))
                        .toList());
    }

    @Override
    public void remove(String channel, List<Long> ids) throws IOException {
        lines.remove(channel, ids);
    }

    @Override
    public List<Long> removed(String channel, int count) throws IOException {
        return lines.removed(channel, count);
    }

    @Override
    public List<ChatMessage> newest(String channel, int count) throws IOException {
        return lines.newest(channel, count).stream()
                .map(line -> new ChatMessage(
                        line.id(), line.author(), Role.of(line.role()), line.body(), line.writtenMillis()))
                .toList();
    }
}
