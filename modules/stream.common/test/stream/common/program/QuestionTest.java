package stream.common.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionTest {
    @Test
    void isRecognisedHoweverPeopleAskIt() {
        for (var arguments : List.of("help", "-h", "--help", "help user", "user -h", "user create --help")) {
            assertEquals(Question.HELP, Question.in(List.of(arguments.split(" "))), arguments);
        }
        assertEquals(Question.VERSION, Question.in(List.of("--version")));
        assertEquals(Question.NONE, Question.in(List.of()));
        assertEquals(Question.NONE, Question.in(List.of("user", "create", "help")));
    }

    @Test
    void hasAVersionForAnAnswer() {
        var answer = Question.version("stream-server", Question.class);
        assertTrue(answer.matches("stream-server (unreleased|\\d.*), Java 2.*"), answer);
    }
}
