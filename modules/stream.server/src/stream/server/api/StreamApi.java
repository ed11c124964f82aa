package stream.server.api;

import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.util.List;
import stream.common.control.ChannelState.Presence;
import stream.net.http.Request;
import stream.net.http.Response;
import stream.server.live.Channel;
import stream.server.live.Channels;
import stream.server.live.Curve;
import stream.server.store.ChatLine;
import stream.server.store.ChatLines;
import stream.server.store.User;

/// Handler of `/api/me/stream`: what a streamer wants to know of the stream that is on. What it throws is
/// for [Failures].
///
/// **Threads.** Safe for all.
public final class StreamApi {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Channels channels;
    private final ChatLines chat;
    private final Authentication authentication;

    public StreamApi(Channels channels, ChatLines chat, Authentication authentication) {
        this.channels = channels;
        this.chat = chat;
        this.authentication = authentication;
    }

    /// `GET /api/me/stream`
    public Response of(Request request) throws IOException {
        var user = authentication.required(request).user();
        var channel = channels.find(user.name()).filter(each -> each.state().presence() != Presence.OFFLINE);
        var counts = JSON.createArrayBuilder();
        var messages = JSON.createArrayBuilder();
        if (channel.isPresent()) {
            channel.get().attendance().counts().forEach(counts::add);
            for (var line : said(user, channel.get().state().startedMillis())) {
                messages.add(JSON.createObjectBuilder()
                        .add("id", line.id())
                        .add("name", line.author())
                        .add("role", line.role())
                        .add("text", line.body())
                        .add("at", line.writtenMillis()));
            }
        }
        return Response.json(200, JSON.createObjectBuilder()
                .add("started", channel.map(each -> each.state().startedMillis()).orElse(0L))
                .add("interval", channel.map(Channel::attendance).map(Curve::intervalMillis).orElse(0L))
                .add("viewers", counts)
                .add("messages", messages)
                .build());
    }

    private List<ChatLine> said(User streamer, long sinceMillis) throws IOException {
        return chat.newest(streamer.folded(), ChatLines.KEPT).stream()
                .filter(line -> line.writtenMillis() >= sinceMillis)
                .toList();
    }
}
