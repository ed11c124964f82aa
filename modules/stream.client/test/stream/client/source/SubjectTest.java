package stream.client.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stream.client.capture.Region;
import stream.client.capture.SizeLimit;
import stream.client.capture.WindowName;

class SubjectTest {
    @Test
    void everyKindIsReadAsItIsWritten() {
        assertRead(new Subject.WholeScreen(2), "screen 2");
        assertRead(new Subject.Part(1, new Region(640, 480, 10, 20)), "region 1 640x480+10+20");
        assertRead(new Subject.Window(new WindowName(0, "Inbox - mail")), "window Inbox - mail");
        assertRead(new Subject.Window(new WindowName(0x1c00007, "")), "window 0x1c00007");
        assertRead(new Subject.Image(Path.of("/home/bo/back soon.png")), "image /home/bo/back soon.png");
        assertRead(new Subject.Camera("/dev/video2", Optional.empty()), "webcam /dev/video2");
        assertRead(new Subject.Camera("/dev/video0", Optional.of(new SizeLimit(640, 480))), "webcam /dev/video0 640x480");
        assertRead(new Subject.Program("ffmpeg -i 'a b' -"), "program ffmpeg -i 'a b' -");
    }

    private static void assertRead(Subject subject, String text) {
        assertEquals(text, subject.toString());
        assertEquals(subject, Subject.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "screen", "screen x", "screen -1", "region 1", "region 640x480+0+0", "window  ", "program ", "webcam video0", "webcam /dev/video0 large", "program ffmpeg 'x", "image \0"})
    void whatIsNoneOfThemIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Subject.parse(text));
    }
}
