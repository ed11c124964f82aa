package stream.net.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.DynamicTest;

/// A conversation: what the client sends and what it must see, in words like `text hello`. The
/// last word is mostly a close, after which the server must end the connection.
final class ConformanceCase {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<String> expected = new ArrayList<>();
    private final TestSite site;
    private final String[] headers;
    private int piece = Integer.MAX_VALUE;

    /// @param headers of the handshake, besides the usual ones
    ConformanceCase(TestSite site, String... headers) {
        this.site = site;
        this.headers = headers;
    }

    /// @param head the first byte: FIN, reserved bits, opcode
    ConformanceCase send(int head, byte[] payload) {
        out.write(head);
        if (payload.length <= 125) {
            out.write(0x80 | payload.length);
        } else if (payload.length <= 0xFFFF) {
            out.write(0x80 | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        } else {
            out.write(0x80 | 127);
            out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        byte[] key = {1, 2, 3, 4};
        out.writeBytes(key);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ key[i % 4]);
        }
        return this;
    }

    ConformanceCase send(int head, String payload) {
        return send(head, payload.getBytes(StandardCharsets.UTF_8));
    }

    ConformanceCase sendHex(int head, String payload) {
        return send(head, HexFormat.of().parseHex(payload.replace(" ", "")));
    }

    ConformanceCase sendRaw(String hex) {
        out.writeBytes(HexFormat.of().parseHex(hex));
        return this;
    }

    /// Cuts what is sent into pieces of so many bytes.
    ConformanceCase inPiecesOf(int bytes) {
        piece = bytes;
        return this;
    }

    ConformanceCase expect(String... answers) {
        expected.addAll(List.of(answers));
        return this;
    }

    /// Closes as one should.
    ConformanceCase thenClose() {
        return sendHex(0x88, "03e8").expect("close 1000");
    }

    DynamicTest named(String name) {
        return dynamicTest(name, () -> {
            try (var client = site.connect()) {
                client.send(TestSite.handshake("/", headers));
                client.head();
                var bytes = out.toByteArray();
                var sender = Thread.ofVirtual().start(() -> send(client, bytes));
                assertEquals(expected, answers(client));
                sender.join();
            }
        });
    }

    private void send(TestSite.Raw client, byte[] bytes) {
        try {
            for (int at = 0; at < bytes.length; at += Math.min(piece, bytes.length - at)) {
                client.socket().getOutputStream().write(bytes, at, Math.min(piece, bytes.length - at));
            }
        } catch (IOException _) {
            // The server closed before it had all: the answers tell.
        }
    }

    /// Everything until the server ends, in words.
    private static List<String> answers(TestSite.Raw client) throws IOException {
        var in = new DataInputStream(client.in());
        var answers = new ArrayList<String>();
        for (int head = in.read(); head >= 0; head = in.read()) {
            int length = in.read();
            length = length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
            var payload = in.readNBytes(length);
            answers.add(switch (head) {
                case 0x81 -> "text " + brief(new String(payload, StandardCharsets.UTF_8));
                case 0xC1 -> "compressed text " + brief(expand(payload));
                case 0x82 -> "binary " + brief(HexFormat.of().formatHex(payload));
                case 0x88 -> "close " + (length < 2 ? "-" : (payload[0] & 0xFF) << 8 | payload[1] & 0xFF);
                case 0x89 -> "ping";
                case 0x8A -> "pong " + brief(HexFormat.of().formatHex(payload));
                default -> "head " + head;
            });
        }
        return answers;
    }

    /// With another decompressor than the server's.
    private static String expand(byte[] payload) throws IOException {
        var whole = Arrays.copyOf(payload, payload.length + 4);
        whole[payload.length + 2] = whole[payload.length + 3] = (byte) 0xFF;
        // The stream does not end in a last block, so that reading to its end would fail.
        var in = new InflaterInputStream(new ByteArrayInputStream(whole), new Inflater(true));
        var out = new ByteArrayOutputStream();
        try (in) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                out.write(b);
            }
        } catch (EOFException _) {
            // All that there was.
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /// As the words show a payload: long ones by length and hash.
    static String brief(String text) {
        return text.length() <= 60 ? text : text.length() + " " + text.hashCode();
    }

    static String hex(byte[] bytes) {
        return brief(HexFormat.of().formatHex(bytes));
    }
}
