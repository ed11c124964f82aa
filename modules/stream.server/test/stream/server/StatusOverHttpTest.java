package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stream.server.configuration.Configuration;
import stream.server.configuration.ConfigurationException;
import stream.server.feature.Features;
import stream.server.metrics.Exposition;
import stream.server.metrics.PrometheusText;

/// `/metrics` and the access log of a whole server.
class StatusOverHttpTest {
    private static final String TOKEN = "a token of some length";

    @TempDir
    private Path data;

    private static PrometheusText metrics(SiteOverHttp site, String... headers) throws Exception {
        var answer = site.nobody().bytes("/metrics", headers);
        assertEquals(200, answer.statusCode());
        assertEquals(Exposition.CONTENT_TYPE, answer.headers().firstValue("Content-Type").orElseThrow());
        return PrometheusText.parse(new String(answer.body(), StandardCharsets.UTF_8));
    }

    /// A request is counted after its answer was written, which may be a moment after it was read.
    private static void awaitCount(SiteOverHttp site, double count, String... labels) throws Exception {
        for (int attempt = 0; attempt < 1000; attempt++) {
            try {
                if (metrics(site).value("strom_http_requests_total", labels) >= count) {
                    return;
                }
            } catch (IllegalArgumentException _) {
                // None yet.
            }
            Thread.sleep(1);
        }
        throw new AssertionError("never counted: " + List.of(labels));
    }

    @Test
    void showsTheServerInNumbersToItsOwnMachine() throws Exception {
        try (var site = new SiteOverHttp(data)) {
            site.person("alva");
            site.nobody().send("POST", "/api/session", "{\"username\":\"alva\",\"password\":\"wrong wrong\"}");
            site.nobody().send("GET", "/api/channels/alva", "");
            site.nobody().send("GET", "/api/no/such/thing", "");

            awaitCount(site, 1, "method", "POST", "route", "/api/account", "status", "2xx");
            awaitCount(site, 1, "method", "POST", "route", "/api/session", "status", "4xx");
            awaitCount(site, 1, "method", "GET", "route", "/api/channels/{name}", "status", "2xx");
            awaitCount(site, 1, "method", "GET", "route", "other", "status", "4xx");
            var figures = metrics(site);
            assertEquals(1, figures.value("strom_database_up"));
            assertEquals(0, figures.value("strom_viewers"));
            assertEquals(0, figures.value("strom_account_refusals_total", "limit", "sign-in-name"));
            assertEquals(0, figures.value("strom_turned_away_connections_total", "limit", "all"));
            assertTrue(figures.value("strom_connections", "protocol", "http") >= 1);
            assertTrue(figures.value("jvm_memory_used_bytes", "area", "heap") > 0);
            assertTrue(figures.value("strom_http_request_duration_seconds_count") >= 4);
        }
    }

    @Test
    void countsWhatALimitRefuses() throws Exception {
        try (var site = new SiteOverHttp(data)) {
            var wrong = "{\"username\":\"alva\",\"password\":\"wrong wrong\"}";
            for (int i = 0; i < 10; i++) {
                assertEquals(403, site.nobody().send("POST", "/api/session", wrong).statusCode());
            }
            assertEquals(429, site.nobody().send("POST", "/api/session", wrong).statusCode());
            assertEquals(1, metrics(site).value("strom_account_refusals_total", "limit", "sign-in-name"));
        }
    }

    @ParameterizedTest
    @CsvSource({"X-Forwarded-For, 192.0.2.7", "Forwarded, for=192.0.2.7", "Via, 1.1 proxy", "X-Real-IP, 127.0.0.1"})
    void showsNothingThroughAProxy(String header, String value) throws Exception {
        try (var site = new SiteOverHttp(data)) {
            assertEquals(403, site.nobody().bytes("/metrics", header, value).statusCode());
        }
    }

    @Test
    void showsNothingWithoutATokenWhereAProxyOnThisMachineIsTrusted() throws Exception {
        try (var site = new SiteOverHttp(data, "--trusted-proxies", "127.0.0.0/8")) {
            assertEquals(403, site.nobody().bytes("/metrics").statusCode());
        }
    }

    @Test
    void showsEverythingToWhoHasTheToken() throws Exception {
        try (var site = new SiteOverHttp(data, "--metrics-token", TOKEN, "--trusted-proxies", "127.0.0.1")) {
            assertEquals(401, site.nobody().bytes("/metrics").statusCode());
            assertEquals(401, site.nobody().bytes("/metrics", "Authorization", "Bearer " + TOKEN + "!").statusCode());
            assertEquals(401, site.nobody().bytes("/metrics", "Authorization", TOKEN).statusCode());
            var figures = metrics(site, "Authorization", "Bearer " + TOKEN, "X-Forwarded-For", "192.0.2.7");
            assertTrue(figures.has("strom_viewers"));
        }
    }

    @Test
    void wantsATokenThatCannotBeGuessed() {
        var complaint = assertThrows(ConfigurationException.class, () -> Configuration.of(
            List.of("--metrics-token", "secret"), Map.of(), Path.of("").toAbsolutePath(), Features.found().options()));
        assertTrue(complaint.getMessage().contains("metrics-token"), complaint.getMessage());
        assertFalse(complaint.getMessage().contains("secret"));
    }

    @Test
    void logsRequestsAsSeenThroughATrustedProxyAndWithoutTheirQueries() throws Exception {
        var file = data.resolve("access.log");
        try (var site = new SiteOverHttp(data, "--access-log", file.toString(), "--trusted-proxies", "127.0.0.1")) {
            site.nobody().bytes("/api/games?query=secret", "X-Forwarded-For", "192.0.2.7", "User-Agent", "test",
                "Authorization", "Bearer hush", "Cookie", "session=hush");
        }
        var line = Files.readString(file);
        assertEquals(1, line.lines().count());
        assertTrue(line.contains("\"client\":\"192.0.2.7\""), line);
        assertTrue(line.contains("\"path\":\"/api/games\",\"route\":\"/api/games\",\"status\":200"), line);
        assertFalse(line.contains("secret") || line.contains("hush"), line);
    }
}
