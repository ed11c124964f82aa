package stream.server.api;

import java.io.IOException;
import stream.common.control.ControlMessage;
import stream.net.http.Request;
import stream.net.http.WebSocketEndpoint;
import stream.net.websocket.FrameReader;
import stream.server.live.Channels;
import stream.server.live.Visitor;
import stream.server.store.DatabaseException;

/// `/api/channels/{name}/watch`: anybody may; the session cookie, when there is one, is who chats.
///
/// **Threads.** Safe for all.
public final class WatchSocket implements WebSocketEndpoint {
    /// Control messages only, and nobody has a reason to cut one up.
    public static final FrameReader.Limits LIMITS = new FrameReader.Limits(ControlMessage.MAX_BYTES, 32, true);

    private final Channels channels;
    private final ChannelsApi directory;
    private final Authentication authentication;

    public WatchSocket(Channels channels, ChannelsApi directory, Authentication authentication) {
        this.channels = channels;
        this.directory = directory;
        this.authentication = authentication;
    }

    @Override
    public Conversation accept(Request request) throws IOException {
        var profile = directory.profile(request.pathParameter("name"));
        var visitor = visitor(request);
        return connection -> channels.watch(profile, connection, visitor);
    }

    /// Who is signed in, if that can be told: who loses the connection while the database is away goes on
    /// watching.
    private Visitor visitor(Request request) throws IOException {
        try {
            return authentication.signedIn(request).map(Authentication::visitor).orElse(Visitor.NOBODY);
        } catch (DatabaseException _) {
            return Visitor.NOBODY;
        }
    }
}
