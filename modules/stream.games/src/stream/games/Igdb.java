package stream.games;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/// The Internet Games Database, version 4 of its API, with the client id and secret that a sysadmin
/// gets there. It wants a token, which lasts for weeks, and at most four requests a second.
///
/// **Threads.** Safe for all.
final class Igdb implements GameSource {
    /// IGDB takes four requests a second.
    private static final Duration APART = Duration.ofMillis(250);
    /// Who types waits no longer than this for a turn, nor for an answer.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final Duration ANSWER_TIME = Duration.ofSeconds(3);
    /// A token is renewed before it ends.
    private static final Duration TOKEN_MARGIN = Duration.ofMinutes(10);
    /// Twenty games take some KiB, a cover some tens.
    private static final int MAX_ANSWER_BYTES = 256 << 10;
    /// One search's answer.
    private static final int MOST = 20;
    private static final Pattern COVER = Pattern.compile("[A-Za-z0-9_]{1,40}");
    private static final JsonProvider JSON = JsonProvider.provider();

    /// Where IGDB is.
    ///
    /// @param token gives tokens
    /// @param api the API, ending with a slash
    /// @param covers pictures of 264 × 374 pixels, ending with a slash
    public record Addresses(URI token, URI api, URI covers) {
        public static final Addresses OFFICIAL = new Addresses(
                URI.create("https://id.twitch.tv/oauth2/token"),
                URI.create("https://api.igdb.com/v4/"),
                URI.create("https://images.igdb.com/igdb/image/upload/t_cover_big/"));
    }

    private record Token(String text, long endsNanos) {}

    private final Addresses addresses;
    private final String clientId;
    private final String clientSecret;
    private final LongSupplier nanoTime;
    private final Pace pace;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_TIME).build();
    /// Guarded by this, which is held while a new one is fetched: one is enough for all.
    private Token token;

    /// @param nanoTime as [System#nanoTime()]
    public Igdb(Addresses addresses, String clientId, String clientSecret, LongSupplier nanoTime) {
        this.addresses = addresses;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.nanoTime = nanoTime;
        this.pace = new Pace(APART, LONGEST_WAIT, nanoTime);
    }

    @Override
    public List<Game> search(String words) throws IOException {
        var quoted = words.replaceAll("[\\\\\"]", " ");
        var answer = ask("games", "search \"" + quoted + "\"; fields name,cover.image_id; limit " + MOST + ";");
        var games = new ArrayList<Game>();
        for (var value : array(answer)) {
            if (value instanceof JsonObject game && game.get("name") instanceof JsonString name) {
                add(games, name.getString(), game.get("cover"));
            }
        }
        return games;
    }

    /// Passes over what cannot be shown, or is longer than the field that it is for.
    private static void add(List<Game> games, String name, JsonValue cover) {
        var id = cover instanceof JsonObject object ? object.getString("image_id", "") : "";
        var game = Game.of(name.strip(), COVER.matcher(id).matches() ? id : "");
        boolean fits = game.name().length() <= Game.LONGEST_NAME && game.slug().length() <= Game.LONGEST_NAME;
        if (fits && !game.slug().isEmpty() && game.name().codePoints().noneMatch(Character::isISOControl)) {
            games.add(game);
        }
    }

    @Override
    public byte[] cover(String cover) throws IOException {
        if (!COVER.matcher(cover).matches()) {
            throw new IOException("no name of a cover");
        }
        var answer = send(request(addresses.covers().resolve(cover + ".jpg")).build());
        var bytes = answer.body();
        boolean jpeg = bytes.length > 3 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xD8 && bytes[2] == (byte) 0xFF;
        if (answer.statusCode() != 200 || !jpeg) {
            throw new IOException("IGDB answers " + answer.statusCode() + " for a cover");
        }
        return bytes;
    }

    private byte[] ask(String endpoint, String query) throws IOException {
        var used = token(null);
        var answer = post(endpoint, query, used);
        if (answer.statusCode() == 401) {
            // The token was taken back: a new one may do.
            answer = post(endpoint, query, token(used));
        }
        if (answer.statusCode() != 200) {
            throw new IOException("IGDB answers " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpResponse<byte[]> post(String endpoint, String query, Token token) throws IOException {
        sleep(pace.turn());
        return send(request(addresses.api().resolve(endpoint))
                .header("Client-ID", clientId)
                .header("Authorization", "Bearer " + token.text())
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(query))
                .build());
    }

    /// A token that should be good.
    ///
    /// @param bad one that turned out not to be, or null
    private synchronized Token token(Token bad) throws IOException {
        if (token == null || token == bad || nanoTime.getAsLong() - token.endsNanos() >= 0) {
            token = null;
            Function<String, String> encoded = text -> URLEncoder.encode(text, StandardCharsets.UTF_8);
            var form = "client_id=" + encoded.apply(clientId) + "&client_secret=" + encoded.apply(clientSecret)
                    + "&grant_type=client_credentials";
            var answer = send(request(addresses.token())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form))
                    .build());
            if (answer.statusCode() != 200) {
                throw new IOException("no token, for the answer is " + answer.statusCode()
                        + (answer.statusCode() < 500 ? ": are the client id and secret right?" : ""));
            }
            var json = object(answer.body());
            var lasts = Duration.ofSeconds(json.getInt("expires_in", 0)).minus(TOKEN_MARGIN);
            token = new Token(json.getString("access_token", ""), nanoTime.getAsLong() + lasts.toNanos());
        }
        return token;
    }

    private static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(ANSWER_TIME);
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void sleep(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static JsonArray array(byte[] json) throws IOException {
        return read(json, JsonReader::readArray);
    }

    private static JsonObject object(byte[] json) throws IOException {
        return read(json, JsonReader::readObject);
    }

    private static <T> T read(byte[] json, Function<JsonReader, T> how) throws IOException {
        try (var reader = JSON.createReader(new ByteArrayInputStream(json))) {
            return how.apply(reader);
        } catch (JsonException | ClassCastException e) {
            throw new IOException("IGDB answers what is not JSON", e);
        }
    }
}
