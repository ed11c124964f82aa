package stream.net.tls;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// Blocks of base64 between `-----BEGIN LABEL-----` and `-----END LABEL-----` (RFC 7468).
///
/// @param der owned by the block
record Pem(String label, byte[] der) {
    private static final Pattern BLOCK =
        Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    /// All blocks of a text; what stands between them is passed over.
    ///
    /// @throws IllegalArgumentException when a block is not base64
    static List<Pem> parse(String text) {
        var blocks = new ArrayList<Pem>();
        var matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            var base64 = matcher.group(2).replaceAll("\\s", "");
            blocks.add(new Pem(matcher.group(1), Base64.getDecoder().decode(base64)));
        }
        return blocks;
    }

    String text() {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }
}
