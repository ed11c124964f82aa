package stream.net.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import stream.common.control.ControlMessage;
import stream.common.control.MalformedMessageException;

/// Fuzz target: JSON, as the body of a request and as a control message.
public final class JsonFuzz {
    private JsonFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            JsonBody.parse(input).toString();
        } catch (HttpProblem _) {
            // Refused.
        }
        try {
            var message = ControlMessage.parse(new String(input, StandardCharsets.UTF_8));
            if (!ControlMessage.parse(message.toJson()).equals(message)) {
                throw new IllegalStateException("another message after writing: " + message);
            }
        } catch (MalformedMessageException _) {
            // Refused.
        }
    }

    public static List<byte[]> seeds() {
        return List.of(
            "{\"type\":\"hello\",\"format\":\"packets\",\"since\":0}", "{\"type\":\"say\",\"text\":\"h\\u00e5 \\ud83c\\udf0a\"}",
            "{\"type\":\"clock\",\"sent\":-1e3}", "{\"type\":\"play\",\"on\":false}", "{\"a\":[{\"b\":[1.5,null,true]}]}",
            "{\"type\":\"chat\",\"messages\":[{\"id\":4,\"name\":\"a\",\"text\":\"b\",\"at\":5}]}",
            "{\"type\":\"notice\",\"code\":\"slow-down\",\"text\":\"x\"}", "{\"type\":\"time\",\"sent\":1,\"server\":2}",
            "{\"type\":\"welcome\",\"user\":\"a\",\"channel\":{\"name\":\"b\",\"title\":\"\",\"description\":\"\",\"game\":\"\","
                + "\"presence\":\"live\",\"started\":1,\"viewers\":2}}")
            .stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }
}
