package stream.client.publish;

import java.util.Optional;
import stream.common.files.PlainText;

/// Server and stream key in one line that can be pasted: `https://example.org/#KEY`.
///
/// The key stands behind the `#`, which programs never send to a server, so that opening the line in
/// a browser by mistake gives the key to nobody. `strom://example.org/#KEY` means the same over TLS.
public record ConnectString(ServerAddress server, Optional<StreamKey> key) {

    /// @throws IllegalArgumentException with a sentence for a person when it is neither an address nor
    ///     an address and a key
    public static ConnectString parse(String text) {
        var trimmed = PlainText.strip(text);
        int hash = trimmed.indexOf('#');
        if (hash < 0) {
            return new ConnectString(ServerAddress.parse(trimmed), Optional.empty());
        }
        var server = ServerAddress.parse(trimmed.substring(0, hash));
        var secret = trimmed.substring(hash + 1);
        return new ConnectString(server, secret.isEmpty() ? Optional.empty() : Optional.of(new StreamKey(secret)));
    }
}
