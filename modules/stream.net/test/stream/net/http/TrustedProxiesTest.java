package stream.net.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stream.net.http.TrustedProxies.Means;
import stream.net.http.TrustedProxies.Network;

class TrustedProxiesTest {
    private static final List<Network> NETWORKS = List.of(Network.parse("10.0.0.0/8"), Network.parse("fd00::1"));
    private static final TrustedProxies PROXIES = new TrustedProxies(NETWORKS, Means.X_FORWARDED);

    private static Origin origin(String peer, Map<String, String> headers) {
        return origin(PROXIES, peer, headers);
    }

    private static Origin origin(TrustedProxies proxies, String peer, Map<String, String> headers) {
        return proxies.origin(new InetSocketAddress(InetAddress.ofLiteral(peer), 1234), false,
            name -> Optional.ofNullable(headers.get(name)));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 1.2.3.4, 1.2.3.4", // a proxy
        "fd00::1, 1.2.3.4, 1.2.3.4",
        "10.1.2.3, '1.2.3.4, 10.9.9.9', 1.2.3.4", // two proxies
        "10.1.2.3, '6.6.6.6, 1.2.3.4', 1.2.3.4", // the client made one up
        "10.1.2.3, '6.6.6.6, unknown', 10.1.2.3",
        "10.1.2.3, 2001:db8::5, 2001:db8:0:0:0:0:0:5",
        "10.1.2.3, evil.example, 10.1.2.3", // names are not looked up
        "11.1.2.3, 1.2.3.4, 11.1.2.3" // no proxy of ours
    })
    void findsTheClient(String peer, String forwardedFor, String client) {
        assertEquals(client, origin(peer, Map.of("X-Forwarded-For", forwardedFor)).client().getHostAddress());
    }

    @Test
    void believesProxiesAboutSchemeAndHost() {
        var headers = Map.of("X-Forwarded-Proto", "https", "X-Forwarded-Host", "live.example", "Host", "inner");
        var proxy = InetAddress.ofLiteral("10.0.0.1");
        var stranger = InetAddress.ofLiteral("8.8.8.8");
        assertEquals(new Origin(proxy, true, "live.example"), origin("10.0.0.1", headers));
        assertEquals(new Origin(stranger, false, "inner"), origin("8.8.8.8", headers));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, for=1.2.3.4;proto=https;host=live.example, 1.2.3.4 true live.example",
        "10.1.2.3, 'for=6.6.6.6;proto=http, for=\"[2001:db8::5]:80\";proto=https', 2001:db8:0:0:0:0:0:5 true inner",
        "10.1.2.3, 'for=1.2.3.4, for=10.9.9.9', 1.2.3.4 false inner",
        "10.1.2.3, 'for=1.2.3.4, for=unknown', 10.1.2.3 false inner",
        "10.1.2.3, nonsense, 10.1.2.3 false inner",
        "11.1.2.3, for=1.2.3.4;proto=https, 11.1.2.3 false inner"
    })
    void readsForwardedWhereProxiesWriteThat(String peer, String forwarded, String is) {
        var origin = origin(new TrustedProxies(NETWORKS, Means.FORWARDED), peer,
            Map.of("Forwarded", forwarded, "X-Forwarded-For", "6.6.6.6", "X-Forwarded-Proto", "https", "Host", "inner"));
        assertEquals(is, origin.client().getHostAddress() + " " + origin.secure() + " " + origin.host());
    }

    @Test
    void believesOneMeansOnly() {
        var headers = Map.of("Forwarded", "for=6.6.6.6", "X-Forwarded-For", "7.7.7.7");
        assertEquals("7.7.7.7", origin("10.1.2.3", headers).client().getHostAddress());
        assertEquals("10.1.2.3", origin(new TrustedProxies(NETWORKS, Means.PROXY_PROTOCOL), "10.1.2.3", headers)
            .client().getHostAddress());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "localhost", "::1/129"})
    void refusesWhatIsNoNetwork(String text) {
        assertThrows(IllegalArgumentException.class, () -> Network.parse(text));
    }
}
