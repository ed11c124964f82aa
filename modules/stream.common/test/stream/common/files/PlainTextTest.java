package stream.common.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainTextTest {
    private static String decoded(String hex) throws IOException {
        return PlainText.decode(HexFormat.ofDelimiter(" ").parseHex(hex));
    }

    @Test
    void readsWhatEditorsAndShellsWrite() throws IOException {
        assertEquals("aö", decoded("61 c3 b6"));
        assertEquals("aö", decoded("ef bb bf 61 c3 b6"), "UTF-8 with a byte order mark");
        assertEquals("aö", decoded("ff fe 61 00 f6 00"), "UTF-16, lower half first");
        assertEquals("aö", decoded("fe ff 00 61 00 f6"), "UTF-16, upper half first");
        assertEquals("aö", decoded("61 00 f6 00"), "UTF-16 without a byte order mark");
        assertEquals("aö", decoded("00 61 00 f6"), "UTF-16 without a byte order mark");
        assertEquals("", PlainText.decode(new byte[0]));
    }

    @Test
    void refusesWhatCouldOnlyBeGuessed() {
        var latin1 = "port=80\nhost=å\n".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("line 2 is not UTF-8; save the file as UTF-8",
            assertThrows(IOException.class, () -> PlainText.decode(latin1)).getMessage());
        assertEquals("it is no text", assertThrows(IOException.class, () -> decoded("61 62 00 63")).getMessage());
    }

    @Test
    void findsTheFirstLineWithSomethingToSee() {
        assertEquals("strom_key", PlainText.firstLine("\n \u00a0\u200b\r\n\ufeff\u2003strom_key \u200b\t\r\nmore"));
        assertEquals("", PlainText.firstLine("\n\u3000\n"));
    }

    @Test
    void saysWhyAFileCannotBeRead(@TempDir Path folder) throws IOException {
        var missing = assertThrows(IOException.class, () -> PlainText.read(folder.resolve("none"), 10));
        assertEquals("it is not there", missing.getMessage());
        var large = Files.writeString(folder.resolve("large"), "x".repeat(11));
        assertTrue(assertThrows(IOException.class, () -> PlainText.read(large, 10)).getMessage().contains("larger"));
        assertEquals("x".repeat(11), PlainText.read(large, 11));
    }
}
