package stream.common.control;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import stream.common.control.ControlMessage.Channel;
import stream.common.control.ControlMessage.Chat;
import stream.common.control.ControlMessage.Clock;
import stream.common.control.ControlMessage.Format;
import stream.common.control.ControlMessage.Hello;
import stream.common.control.ControlMessage.Keyframe;
import stream.common.control.ControlMessage.Notice;
import stream.common.control.ControlMessage.Play;
import stream.common.control.ControlMessage.Removed;
import stream.common.control.ControlMessage.Rules;
import stream.common.control.ControlMessage.Say;
import stream.common.control.ControlMessage.Standing;
import stream.common.control.ControlMessage.Time;
import stream.common.control.ControlMessage.Viewers;
import stream.common.control.ControlMessage.Welcome;

/// Control messages to JSON and back. A member that is missing or of the wrong kind is an error;
/// members that are not known are passed over, so that either side may be newer.
final class ControlJson {
    /// One provider for all: looking it up for every message would dominate the cost.
    private static final JsonProvider JSON = JsonProvider.provider();
    /// No message nests deeper than an array of objects in an object.
    private static final JsonReaderFactory READERS = JSON.createReaderFactory(Map.of("org.eclipse.parsson.maxDepth", 8));

    private ControlJson() {}

    static ControlMessage parse(String text) throws MalformedMessageException {
        JsonObject json;
        try (var reader = READERS.createReader(new StringReader(text))) {
            json = reader.readObject();
        } catch (RuntimeException _) {
            // Parsson reports syntax as JsonException and excessive depth as a plain RuntimeException.
            throw new MalformedMessageException("not a JSON object");
        }
        var type = string(json, "type");
        return switch (type) {
            case "hello" -> new Hello(constant(Format.class, json, "format"), whole(json, "since"));
            case "welcome" -> new Welcome(string(json, "user"), channel(json));
            case "channel" -> new Channel(channel(json));
            case "viewers" -> new Viewers((int) whole(json, "count"));
            case "say" -> new Say(string(json, "text"));
            case "chat" -> chat(json);
            case "removed" -> removed(json);
            case "rules" ->
                new Rules(
                        (int) whole(json, "slow"), truth(json, "followers"), whole(json, "age"), truth(json, "shield"));
            case "standing" -> new Standing(constant(Role.class, json, "role"), whole(json, "silent"));
            case "play" -> new Play(truth(json, "on"));
            case "clock" -> new Clock(whole(json, "sent"));
            case "time" -> new Time(whole(json, "sent"), whole(json, "server"));
            case "keyframe" -> new Keyframe();
            case "notice" -> notice(json);
            default -> throw new MalformedMessageException("unknown message type");
        };
    }

    static String write(ControlMessage message) {
        var json = JSON.createObjectBuilder();
        switch (message) {
            case Hello m -> json.add("type", "hello").add("format", lower(m.format())).add("since", m.since());
            case Welcome m ->
                json.add("type", "welcome").add("user", m.user()).add("channel", object(m.channel()));
            case Channel m -> json.add("type", "channel").add("channel", object(m.channel()));
            case Viewers m -> json.add("type", "viewers").add("count", m.count());
            case Say m -> json.add("type", "say").add("text", m.text());
            case Chat m -> {
                var lines = JSON.createArrayBuilder();
                m.messages().forEach(line -> lines.add(object(line)));
                json.add("type", "chat").add("messages", lines);
            }
            case Removed m -> {
                var ids = JSON.createArrayBuilder();
                m.ids().forEach(ids::add);
                json.add("type", "removed").add("ids", ids);
            }
            case Rules m ->
                json.add("type", "rules")
                        .add("slow", m.slowSeconds())
                        .add("followers", m.followers())
                        .add("age", m.ageSeconds())
                        .add("shield", m.shield());
            case Standing m ->
                json.add("type", "standing").add("role", lower(m.role())).add("silent", m.silentMillis());
            case Play m -> json.add("type", "play").add("on", m.on());
            case Clock m -> json.add("type", "clock").add("sent", m.sentMicros());
            case Time m ->
                json.add("type", "time").add("sent", m.sentMicros()).add("server", m.serverMicros());
            case Keyframe _ -> json.add("type", "keyframe");
            case Notice m -> {
                json.add("type", "notice").add("code", m.code()).add("text", m.text());
                if (m.seconds() > 0) {
                    json.add("seconds", m.seconds());
                }
            }
        }
        return json.build().toString();
    }

    static JsonObjectBuilder object(ChannelState channel) {
        return JSON.createObjectBuilder()
                .add("name", channel.name())
                .add("title", channel.title())
                .add("description", channel.description())
                .add("game", channel.game())
                .add("language", channel.language())
                .add("presence", lower(channel.presence()))
                .add("started", channel.startedMillis())
                .add("viewers", channel.viewers());
    }

    private static JsonObjectBuilder object(ChatMessage line) {
        var json = JSON.createObjectBuilder().add("id", line.id()).add("name", line.name());
        if (line.role() != Role.VIEWER) {
            json.add("role", lower(line.role()));
        }
        return json.add("text", line.text()).add("at", line.atMillis());
    }

    private static ChannelState channel(JsonObject message) throws MalformedMessageException {
        if (!(message.get("channel") instanceof JsonObject json)) {
            throw wrong("channel");
        }
        return new ChannelState(
                string(json, "name"),
                string(json, "title"),
                string(json, "description"),
                string(json, "game"),
                json.containsKey("language") ? string(json, "language") : "",
                constant(ChannelState.Presence.class, json, "presence"),
                whole(json, "started"),
                (int) whole(json, "viewers"));
    }

    private static Chat chat(JsonObject message) throws MalformedMessageException {
        if (!(message.get("messages") instanceof JsonArray array)) {
            throw wrong("messages");
        }
        var lines = new ArrayList<ChatMessage>(array.size());
        for (var value : array) {
            if (!(value instanceof JsonObject json)) {
                throw wrong("messages");
            }
            var role = json.containsKey("role") ? constant(Role.class, json, "role") : Role.VIEWER;
            lines.add(new ChatMessage(
                    whole(json, "id"), string(json, "name"), role, string(json, "text"), whole(json, "at")));
        }
        return new Chat(lines);
    }

    private static Removed removed(JsonObject message) throws MalformedMessageException {
        if (!(message.get("ids") instanceof JsonArray array)) {
            throw wrong("ids");
        }
        var ids = new ArrayList<Long>(array.size());
        for (var value : array) {
            ids.add(whole(value, "ids"));
        }
        return new Removed(ids);
    }

    private static Notice notice(JsonObject json) throws MalformedMessageException {
        long seconds = json.containsKey("seconds") ? whole(json, "seconds") : 0;
        return new Notice(string(json, "code"), string(json, "text"), seconds);
    }

    private static String string(JsonObject json, String name) throws MalformedMessageException {
        if (json.get(name) instanceof JsonString value) {
            return value.getString();
        }
        throw wrong(name);
    }

    private static long whole(JsonObject json, String name) throws MalformedMessageException {
        return whole(json.get(name), name);
    }

    private static long whole(JsonValue value, String name) throws MalformedMessageException {
        if (value instanceof JsonNumber number && number.isIntegral()) {
            try {
                return number.longValueExact();
            } catch (ArithmeticException _) {
                throw wrong(name);
            }
        }
        throw wrong(name);
    }

    private static boolean truth(JsonObject json, String name) throws MalformedMessageException {
        var value = json.get(name);
        if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return value == JsonValue.TRUE;
        }
        throw wrong(name);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonObject json, String name)
            throws MalformedMessageException {
        var text = string(json, name);
        for (var constant : type.getEnumConstants()) {
            if (lower(constant).equals(text)) {
                return constant;
            }
        }
        throw wrong(name);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static MalformedMessageException wrong(String member) {
        return new MalformedMessageException("the member '" + member + "' is missing or of the wrong kind");
    }
}
