package stream.server.api;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import stream.net.http.HttpProblem;
import stream.net.http.Request;
import stream.net.http.Response;
import stream.server.account.Accounts;
import stream.server.chat.ChatRules;
import stream.server.chat.Speaker;
import stream.server.live.Channels;
import stream.server.moderation.Moderation;
import stream.server.moderation.Report;
import stream.server.moderation.RulesChange;
import stream.server.store.ChatLines;
import stream.server.store.User;

/// Handlers of `/api/channels/{name}/moderation` and what is below `/api/channels/{name}` for moderators.
/// Each stores what it does and tells the channel, which is held meanwhile so that nobody comes in
/// between. What they throw is for [Failures].
///
/// **Threads.** Safe for all.
public final class ModerationApi {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Channels channels;
    private final ChannelsApi directory;
    private final Accounts accounts;
    private final Moderation moderation;
    private final ChatLines chat;
    private final Authentication authentication;

    public ModerationApi(
            Channels channels,
            ChannelsApi directory,
            Accounts accounts,
            Moderation moderation,
            ChatLines chat,
            Authentication authentication) {
        this.channels = channels;
        this.directory = directory;
        this.accounts = accounts;
        this.moderation = moderation;
        this.chat = chat;
        this.authentication = authentication;
    }

    /// `GET /api/channels/{name}/moderation`
    public Response report(Request request) throws IOException {
        var actor = authentication.required(request).user();
        return Response.json(200, json(moderation.report(actor, streamer(request))));
    }

    /// `PATCH /api/channels/{name}/moderation`
    public Response change(Request request) throws IOException {
        var actor = authentication.required(request).user();
        var streamer = streamer(request);
        var change = change(request.json());
        return Response.json(200, with(streamer, channel -> {
            var rules = moderation.change(actor, streamer, change);
            channel.rules(rules);
            return json(rules).build();
        }));
    }

    private static RulesChange change(JsonObject body) throws HttpProblem {
        return new RulesChange(
                Members.optionalWhole(body, "slow"),
                Members.optionalTruth(body, "followers"),
                Members.optionalWhole(body, "age").map(Integer::longValue),
                Members.optionalTruth(body, "shield"),
                Members.optionalStrings(body, "words"));
    }

    /// `DELETE /api/channels/{name}/messages/{id}`, which may be gone already.
    public Response removeLine(Request request) throws IOException {
        var actor = authentication.required(request).user();
        var streamer = streamer(request);
        long id = lineId(request);
        return with(streamer, channel -> {
            var remembered = channel.authorOf(id);
            var author = remembered.isPresent() ? remembered : chat.author(streamer.folded(), id);
            if (author.isPresent()) {
                moderation.removeLine(actor, streamer, accounts.byName(author.get()));
                channel.removeLines(List.of(id));
            }
            return Response.noContent();
        });
    }

    private static long lineId(Request request) throws HttpProblem {
        try {
            return Long.parseLong(request.pathParameter("id"));
        } catch (NumberFormatException _) {
            throw new HttpProblem(400, "malformed", "The id of a message is a number.");
        }
    }

    /// `PUT /api/channels/{name}/bans/{user}`: what the user wrote here goes too.
    public Response ban(Request request) throws IOException {
        var actor = authentication.required(request).user();
        var streamer = streamer(request);
        var target = target(request);
        var seconds = Members.optionalWhole(request.json(), "seconds");
        return with(streamer, channel -> {
            long ends = moderation.silence(actor, streamer, target, seconds.map(Duration::ofSeconds));
            channel.change(target.id(), speaker -> speaker.silentUntil(ends));
            var lines = new LinkedHashSet<>(channel.linesOf(target.name()));
            lines.addAll(chat.idsOf(streamer.folded(), target.name()));
            channel.removeLines(lines);
            return Response.noContent();
        });
    }

    /// `DELETE /api/channels/{name}/bans/{user}`
    public Response unban(Request request) throws IOException {
        var actor = authentication.required(request).user();
        var streamer = streamer(request);
        var target = target(request);
        return with(streamer, channel -> {
            var role = moderation.unban(actor, streamer, target);
            channel.change(target.id(), speaker -> speaker.silentUntil(0).as(role));
            return Response.noContent();
        });
    }

    /// `PUT /api/channels/{name}/moderators/{user}`
    public Response appoint(Request request) throws IOException {
        var actor = authentication.required(request).user();
        var streamer = streamer(request);
        var target = target(request);
        request.json();
        return with(streamer, channel -> {
            var role = moderation.appoint(actor, streamer, target);
            channel.change(target.id(), speaker -> speaker.as(role));
            return Response.noContent();
        });
    }

    /// `DELETE /api/channels/{name}/moderators/{user}`
    public Response dismiss(Request request) throws IOException {
        var actor = authentication.required(request).user();
        var streamer = streamer(request);
        var target = target(request);
        return with(streamer, channel -> {
            var role = moderation.dismiss(actor, streamer, target);
            channel.change(target.id(), speaker -> speaker.as(role));
            return Response.noContent();
        });
    }

    private <T> T with(User streamer, Channels.Act<T> act) throws IOException {
        return channels.with(ChannelsApi.profile(streamer), act);
    }

    private User streamer(Request request) throws IOException {
        return directory.streamer(request.pathParameter("name"));
    }

    private User target(Request request) throws IOException {
        return AccountApi.account(accounts, request.pathParameter("user"));
    }

    private static JsonObject json(Report report) {
        var bans = JSON.createArrayBuilder();
        for (var ban : report.bans()) {
            bans.add(JSON.createObjectBuilder()
                    .add("name", ban.name())
                    .add("at", ban.bannedMillis())
                    .add("until", ban.endsMillis() == Speaker.FOR_GOOD ? -1 : ban.endsMillis()));
        }
        var log = JSON.createArrayBuilder();
        for (var entry : report.log()) {
            log.add(JSON.createObjectBuilder()
                    .add("at", entry.doneMillis())
                    .add("moderator", entry.moderator())
                    .add("action", entry.action())
                    .add("target", entry.target())
                    .add("detail", entry.detail()));
        }
        return JSON.createObjectBuilder()
                .add("role", report.role().code())
                .add("rules", json(report.rules()))
                .add("moderators", JSON.createArrayBuilder(report.moderators()))
                .add("bans", bans)
                .add("log", log)
                .build();
    }

    private static JsonObjectBuilder json(ChatRules rules) {
        return JSON.createObjectBuilder()
                .add("slow", rules.slowSeconds())
                .add("followers", rules.followersOnly())
                .add("age", rules.ageSeconds())
                .add("shield", rules.shield())
                .add("words", JSON.createArrayBuilder(rules.words().written()));
    }
}
