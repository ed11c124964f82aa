package stream.common.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ControlMessageTest {

    @Test
    void everyExampleOfTheProtocolDocumentReadsAndWritesBackTheSame() throws IOException {
        var document = Files.readString(Path.of("PROTOCOL.md"));
        var examples = Pattern.compile("^\\{\"type\":.*}$", Pattern.MULTILINE).matcher(document).results()
                .map(match -> match.group())
                .toList();
        assertEquals(14, examples.stream().map(text -> text.split("\"")[3]).distinct().count());
        for (var example : examples) {
            assertEquals(example, ControlMessage.parse(example).toJson());
        }
    }

    @Test
    void passesOverMembersItDoesNotKnow() throws IOException {
        assertEquals(new ControlMessage.Say("hej"), ControlMessage.parse("{\"type\":\"say\",\"text\":\"hej\",\"x\":[1]}"));
    }

    @Test
    void refusesWhatIsNotAMessage() {
        for (var text : List.of(
                "", "[]", "null", "{", "{}", "{\"type\":1}", "{\"type\":\"nope\"}", "{\"type\":\"say\"}",
                "{\"type\":\"say\",\"text\":3}", "{\"type\":\"clock\",\"sent\":1.5}",
                "{\"type\":\"clock\",\"sent\":1e400}", "{\"type\":\"clock\",\"sent\":99999999999999999999}",
                "{\"type\":\"hello\",\"format\":\"PACKETS\",\"since\":0}", "{\"type\":\"play\",\"on\":\"yes\"}",
                "{\"type\":\"chat\",\"messages\":[1]}",
                "{\"type\":\"removed\",\"ids\":[1.5]}", "{\"type\":\"removed\",\"ids\":7}",
                "{\"type\":\"standing\",\"role\":\"king\",\"silent\":0}",
                "{\"type\":\"notice\",\"code\":\"x\",\"text\":\"\",\"seconds\":\"3\"}")) {
            assertThrows(MalformedMessageException.class, () -> ControlMessage.parse(text), text);
        }
    }

    @Test
    void damagedMessagesNeverThrowAnythingElse() throws IOException {
        var random = new Random(7);
        var valid = "{\"type\":\"chat\",\"messages\":[{\"id\":12,\"name\":\"bo\",\"text\":\"\\u00e5\",\"at\":1}]}";
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder(valid);
            for (int i = random.nextInt(4); i >= 0; i--) {
                text.setCharAt(random.nextInt(text.length()), (char) (32 + random.nextInt(96)));
            }
            try {
                ControlMessage.parse(text.toString());
            } catch (MalformedMessageException _) {
                // The only exception that hostile input may cause.
            }
        }
    }

    @Test
    void deepNestingIsRefused() {
        var text = "{\"type\":\"say\",\"text\":" + "[".repeat(4000) + "]".repeat(4000) + "}";
        assertThrows(MalformedMessageException.class, () -> ControlMessage.parse(text));
    }
}
