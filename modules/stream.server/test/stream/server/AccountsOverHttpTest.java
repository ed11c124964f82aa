package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stream.server.configuration.Configuration;
import stream.server.feature.Features;

/// The account part of the API, on a whole server.
class AccountsOverHttpTest {
    private static final String PASSWORD = "några ord på rad";
    private static final Pattern COOKIE =
            Pattern.compile("session=([A-Za-z0-9_-]{43}); Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax");

    private static Server server;
    private static HttpClient http;
    private static int names;

    private final String name = "Alva_" + ++names;
    private String session = "";

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        var arguments = List.of("--host", "127.0.0.1", "--port", "0", "--data", directory.toString());
        server = Server.start(Configuration.of(arguments, Map.of(), Path.of("").toAbsolutePath(), Features.found().options()), Features.found());
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        server.close();
    }

    @Test
    void signsUpAndStaysSignedIn() throws Exception {
        assertEquals("null", get("/api/me").get("user").toString());

        var answer = signUp();
        assertEquals(201, answer.statusCode());
        assertEquals(profile("", "", "", false), json(answer));

        signedInAs(answer);
        assertEquals(profile("", "", "", false), get("/api/me"));
    }

    @Test
    void signsInWhateverTheCaseAndEndsTheSessionThatWas() throws Exception {
        signedInAs(signUp());
        var before = session;

        var answer = send("POST", "/api/session", credentials(name.toUpperCase(Locale.ROOT), PASSWORD));
        assertEquals(200, answer.statusCode());
        assertEquals(profile("", "", "", false), json(answer));

        signedInAs(answer);
        assertNotEquals(before, session);
        session = before;
        assertEquals("null", get("/api/me").get("user").toString());
    }

    @Test
    void neverTakesASessionThatSomebodyElsePrepared() throws Exception {
        signUp();
        session = "A".repeat(43); // as a neighbour domain could set it

        var answer = send("POST", "/api/session", credentials(name, PASSWORD));
        assertEquals(200, answer.statusCode());

        assertEquals("null", get("/api/me").get("user").toString());
        signedInAs(answer);
        assertNotEquals("A".repeat(43), session);
    }

    @Test
    void signsOut() throws Exception {
        signedInAs(signUp());

        var answer = send("DELETE", "/api/session", "");

        assertEquals(204, answer.statusCode());
        assertEquals("session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax",
                answer.headers().firstValue("Set-Cookie").orElseThrow());
        assertEquals("null", get("/api/me").get("user").toString());
    }

    @Test
    void refusesWithASentenceAndACode() throws Exception {
        signUp();

        assertProblem(409, "name-taken", "This name is taken. Choose another.", signUp());
        assertProblem(400, "name-reserved", "The site keeps this name for itself. Choose another.",
                send("POST", "/api/account", credentials("dashboard", PASSWORD)));
        assertProblem(400, "bad-password", "A password has 10 to 200 characters. A few words make a good one.",
                send("POST", "/api/account", credentials(name, "kort")));
        assertProblem(403, "wrong-password", "The name or the password is wrong.",
                send("POST", "/api/session", credentials(name, "ett annat lösenord")));
        assertProblem(400, "malformed", "The member \"password\" is missing or no string.",
                send("POST", "/api/session", "{\"username\":\"" + name + "\",\"password\":17}"));
    }

    @Test
    void slowsDownWhoGuesses() throws Exception {
        var answer = send("POST", "/api/session", credentials(name, "gissning nummer 0"));
        for (var guess = 1; answer.statusCode() == 403; guess++) {
            answer = send("POST", "/api/session", credentials(name, "gissning nummer " + guess));
        }
        assertEquals(429, answer.statusCode());
        assertEquals("slow-down", json(answer).getString("code"));
        assertTrue(answer.headers().firstValueAsLong("Retry-After").orElseThrow() > 0);
    }

    @Test
    void wantsASessionForWhatIsOnesOwn() throws Exception {
        for (var request : List.of(
                List.of("PATCH", "/api/me", "{\"title\":\"x\"}"),
                List.of("POST", "/api/me/key", "{}"),
                List.of("PUT", "/api/me/password", "{\"current\":\"x\",\"password\":\"y\"}"),
                List.of("DELETE", "/api/me", "{\"password\":\"x\"}"))) {
            var answer = send(request.get(0), request.get(1), request.get(2));
            assertProblem(401, "sign-in", "Sign in first.", answer);
        }
    }

    @Test
    void describesTheChannel() throws Exception {
        signedInAs(signUp());

        var answer = send("PATCH", "/api/me", "{\"title\":\" Kodar en kodek \",\"game\":\"Programming\"}");
        assertEquals(200, answer.statusCode());
        assertEquals(profile("Kodar en kodek", "", "Programming", false), json(answer));

        send("PATCH", "/api/me", "{\"description\":\"H.264\\nfrån noll\"}");
        assertEquals(profile("Kodar en kodek", "H.264\nfrån noll", "Programming", false), get("/api/me"));
        assertEquals("Kodar en kodek", get("/api/channels/" + name).getString("title"));
        assertProblem(400, "bad-text", "The title can have 140 characters.",
                send("PATCH", "/api/me", "{\"title\":\"" + "x".repeat(141) + "\"}"));
    }

    @Test
    void showsAStreamKeyOnce() throws Exception {
        signedInAs(signUp());

        var answer = send("POST", "/api/me/key", "{}");

        assertEquals(201, answer.statusCode());
        var key = json(answer).getString("key");
        assertTrue(key.matches("strom_[0-9a-z]{32}"));
        assertEquals(profile("", "", "", true), get("/api/me"));
        assertTrue(!get("/api/me").toString().contains(key));
    }

    @Test
    void changesThePasswordAndEndsOtherSessions() throws Exception {
        signedInAs(signUp());
        var elsewhere = session;
        session = "";
        signedInAs(send("POST", "/api/session", credentials(name, PASSWORD)));

        var body = "{\"current\":\"" + PASSWORD + "\",\"password\":\"helt andra ord\"}";
        assertEquals(204, send("PUT", "/api/me/password", body).statusCode());

        assertEquals(profile("", "", "", false), get("/api/me"));
        session = elsewhere;
        assertEquals("null", get("/api/me").get("user").toString());
        assertEquals(200, send("POST", "/api/session", credentials(name, "helt andra ord")).statusCode());
    }

    @Test
    void replacesTheStreamKeyWithThePasswordIfWanted() throws Exception {
        signedInAs(signUp());
        send("POST", "/api/me/key", "{}");
        var body = "{\"current\":\"" + PASSWORD + "\",\"password\":\"helt andra ord\",\"newKey\":true}";
        var answer = send("PUT", "/api/me/password", body);
        assertEquals(201, answer.statusCode());
        assertTrue(answer.body().contains("\"key\":"), answer.body());
    }

    @Test
    void removesTheAccount() throws Exception {
        signedInAs(signUp());

        assertEquals(403, send("DELETE", "/api/me", "{\"password\":\"fel ord här\"}").statusCode());
        assertEquals(204, send("DELETE", "/api/me", "{\"password\":\"" + PASSWORD + "\"}").statusCode());

        assertEquals("null", get("/api/me").get("user").toString());
        assertEquals(404, send("GET", "/api/channels/" + name, "").statusCode());
        assertEquals(201, signUp().statusCode());
    }

    private HttpResponse<String> signUp() throws Exception {
        return send("POST", "/api/account", credentials(name, PASSWORD));
    }

    private void signedInAs(HttpResponse<String> answer) {
        var cookie = COOKIE.matcher(answer.headers().firstValue("Set-Cookie").orElseThrow());
        assertTrue(cookie.matches());
        session = cookie.group(1);
    }

    private JsonObject get(String path) throws Exception {
        return json(send("GET", path, ""));
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        var address = server.address();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!session.isEmpty()) {
            request.header("Cookie", "session=" + session);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static void assertProblem(int status, String code, String detail, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode());
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElseThrow());
        assertEquals(code, json(answer).getString("code"));
        assertEquals(detail, json(answer).getString("detail"));
    }

    private static String credentials(String name, String password) {
        return Json.createObjectBuilder().add("username", name).add("password", password).build().toString();
    }

    private JsonObject profile(String title, String description, String game, boolean hasKey) {
        return Json.createObjectBuilder()
                .add("user", Json.createObjectBuilder()
                        .add("name", name)
                        .add("title", title)
                        .add("description", description)
                        .add("game", game)
                        .add("language", "")
                        .add("hasKey", hasKey)
                        .add("admin", name.equals("Alva_1"))) // the first account of a site
                .build();
    }

    private static JsonObject json(HttpResponse<String> answer) {
        try (var reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }
}
