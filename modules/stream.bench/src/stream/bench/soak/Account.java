package stream.bench.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// An account on the site.
///
/// @param key for streaming
record Account(String name, String cookie, String key) {
    static final String PASSWORD = "ett lagom langt losenord";
    private static final Pattern KEY = Pattern.compile("\"key\":\"([^\"]+)\"");

    static List<Account> signUp(URI server, int count) throws IOException, InterruptedException {
        var accounts = new ArrayList<Account>();
        try (var http = HttpClient.newHttpClient()) {
            for (int i = 0; i < count; i++) {
                var name = "soak" + i;
                var made = send(http, server, "POST", "/api/account", "", credentials(name));
                var cookie = cookie(made);
                var key = KEY.matcher(send(http, server, "POST", "/api/me/key", cookie, "{}").body());
                if (!key.find()) {
                    throw new IOException("no stream key for " + name);
                }
                accounts.add(new Account(name, cookie, key.group(1)));
            }
        }
        return accounts;
    }

    static String credentials(String name) {
        return "{\"username\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}";
    }

    /// As it is sent back; empty when there is none.
    static String cookie(HttpResponse<?> answer) {
        return answer.headers().firstValue("Set-Cookie").map(value -> value.split(";")[0]).orElse("");
    }

    static HttpResponse<String> send(
            HttpClient http, URI server, String method, String path, String cookie, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.resolve(path))
            .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
