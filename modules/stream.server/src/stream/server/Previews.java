package stream.server;

import jakarta.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stream.net.http.HttpProblem;
import stream.net.http.Request;
import stream.net.http.Response;
import stream.server.api.ChannelsApi;
import stream.server.live.Channel;
import stream.server.live.Channels;
import stream.server.live.Profile;
import stream.server.store.DatabaseException;

/// What other sites show of a channel when somebody posts its address: tags in the head of its page
/// (Open Graph, Twitter cards), and the player by oEmbed.
///
/// **Threads.** Any thread calls any method.
final class Previews {
    private static final String SITE = "Ström";
    /// The tags follow this line of `watch.html`.
    private static final String HEAD = "<meta charset=\"utf-8\">";
    /// What the page says of no channel, which the tags replace.
    private static final Pattern PLACE =
        Pattern.compile("[ \\t]*(<title>[^<]*</title>|<meta name=\"description\"[^>]*>)\\R");
    private static final Pattern PAGE = Pattern.compile("/([A-Za-z0-9_]{3,25})/?");
    private static final int MAX_DESCRIPTION = 300;
    /// The size of the embedded player, in pixels; a consumer may ask for less.
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

    private final Channels channels;
    private final ChannelsApi directory;

    Previews(Channels channels, ChannelsApi directory) {
        this.channels = channels;
        this.directory = directory;
    }

    /// The channel of a name, nothing when it cannot be looked up now.
    ///
    /// @throws HttpProblem 404 when there is none
    Optional<Profile> profile(String name) throws IOException {
        try {
            return Optional.of(directory.profile(name));
        } catch (DatabaseException _) {
            return Optional.empty(); // the page itself needs no database
        }
    }

    /// A channel's page with its tags.
    ///
    /// @param html of `watch.html`
    String tagged(String html, Profile profile, Request request) {
        var tags = tags(profile, request.site());
        return PLACE.matcher(html).replaceAll("")
            .replaceFirst(HEAD, Matcher.quoteReplacement(HEAD + "\n" + tags));
    }

    private String tags(Profile profile, Optional<String> site) {
        var title = profile.title().isEmpty() ? profile.name() : profile.title() + " – " + profile.name();
        var description = profile.description().isEmpty()
            ? "Watch " + profile.name() + " live on " + SITE + "." : shortened(profile.description());
        var out = new StringBuilder("  <title>").append(escaped(title)).append(" – ").append(SITE).append("</title>\n");
        name(out, "description", description);
        property(out, "og:site_name", SITE);
        property(out, "og:type", "video.other");
        property(out, "og:title", title);
        property(out, "og:description", description);
        name(out, "twitter:card", "summary_large_image");
        site.ifPresent(address -> {
            var page = address + "/" + profile.name();
            property(out, "og:url", page);
            property(out, "og:image", image(profile, address));
            out.append("  <link rel=\"canonical\" href=\"").append(page).append("\">\n")
                .append("  <link rel=\"alternate\" type=\"application/json+oembed\" href=\"").append(address)
                .append("/api/oembed?url=").append(URLEncoder.encode(page, StandardCharsets.UTF_8)).append("\">\n");
        });
        return out.toString();
    }

    private String image(Profile profile, String address) {
        boolean hasThumbnail = channels.find(profile.name()).flatMap(Channel::picture).isPresent();
        return address + (hasThumbnail ? "/api/channels/" + profile.name() + "/picture" : "/icons/icon-512.png");
    }

    private static void name(StringBuilder out, String name, String content) {
        out.append("  <meta name=\"").append(name).append("\" content=\"").append(escaped(content)).append("\">\n");
    }

    private static void property(StringBuilder out, String name, String content) {
        out.append("  <meta property=\"").append(name).append("\" content=\"").append(escaped(content)).append("\">\n");
    }

    private static String shortened(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        if (line.codePointCount(0, line.length()) <= MAX_DESCRIPTION) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, MAX_DESCRIPTION)) + "…";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /// `GET /api/oembed`: the player of a channel (oembed.com, version 1.0).
    Response oembed(Request request) throws IOException {
        var name = request.query("url").flatMap(Previews::channel)
            .orElseThrow(() -> new HttpProblem(404, "no-channel", "This is not the address of a channel."));
        if (!request.query("format").orElse("json").equals("json")) {
            throw new HttpProblem(501, "format", "Only the format json is known.");
        }
        var site = request.site().orElseThrow(() -> new HttpProblem(400, "host", "The request names no host."));
        var profile = profile(name).orElseThrow(() ->
            new HttpProblem(503, "database-away", "The server cannot reach its database right now."));
        int width = Math.min(WIDTH, size(request, "maxwidth", WIDTH));
        width = Math.min(width, size(request, "maxheight", HEIGHT) * WIDTH / HEIGHT);
        int height = Math.max(1, width * HEIGHT / WIDTH);
        return Response.json(200, Json.createObjectBuilder()
            .add("version", "1.0")
            .add("type", "video")
            .add("provider_name", SITE)
            .add("provider_url", site)
            .add("title", profile.title())
            .add("author_name", profile.name())
            .add("author_url", site + "/" + profile.name())
            .add("thumbnail_url", image(profile, site))
            .add("width", width)
            .add("height", height)
            .add("html", "<iframe src=\"" + site + "/embed/" + profile.name() + "\" width=\"" + width
                + "\" height=\"" + height + "\" frameborder=\"0\" allow=\"autoplay; fullscreen\" allowfullscreen></iframe>")
            .build());
    }

    private static Optional<String> channel(String url) {
        try {
            var path = PAGE.matcher(Optional.ofNullable(URI.create(url).getPath()).orElse(""));
            return path.matches() ? Optional.of(path.group(1)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static int size(Request request, String name, int fallback) throws HttpProblem {
        try {
            return Math.clamp(Integer.parseInt(request.query(name).orElse(String.valueOf(fallback))), 1, fallback);
        } catch (NumberFormatException _) {
            throw new HttpProblem(400, "malformed", name + " must be a number of pixels.");
        }
    }
}
