package stream.client.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Font;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.swing.JPanel;
import javax.swing.KeyStroke;
import javax.swing.text.Element;
import javax.swing.text.StyleConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stream.client.settings.Settings.Language;
import stream.common.control.ChatMessage;
import stream.common.control.Role;

class ChatLogTest {
    private final List<URI> opened = new ArrayList<>();
    private ChatLog log;

    @BeforeEach
    void make() {
        Theme.install(Palette.DARK);
        log = new ChatLog(Texts.of(Language.ENGLISH), Palette.DARK, opened::add);
        log.streamer("alva");
    }

    private void say(long id, String name, Role role, String text) {
        log.add(new ChatMessage(id, name, role, text, 0));
    }

    private List<Element> runs() {
        var runs = new ArrayList<Element>();
        var root = log.getStyledDocument().getDefaultRootElement();
        for (int i = 0; i < root.getElementCount(); i++) {
            for (int j = 0; j < root.getElement(i).getElementCount(); j++) {
                runs.add(root.getElement(i).getElement(j));
            }
        }
        return runs;
    }

    private Element runOf(String text) {
        int at = log.getText().indexOf(text);
        return log.getStyledDocument().getCharacterElement(at);
    }

    @Test
    void allMessagesAreInTheFontOfTheWindow() {
        for (int i = 1; i <= 3; i++) {
            say(i, "bosse", Role.VIEWER, "hej @alva https://example.org/x");
        }
        log.note("slow mode");
        say(9, "bosse", Role.MODERATOR, "hej");
        log.remove(List.of(1L));
        say(10, "bosse", Role.VIEWER, "hej");
        var label = new JPanel().getFont();
        Set<String> families = new TreeSet<>();
        for (var run : runs()) {
            Font font = log.getStyledDocument().getFont(run.getAttributes());
            families.add(font.getFamily());
            assertTrue(font.getSize() == label.getSize() || font.getSize() == Math.round(label.getSize() * 0.8f));
        }
        assertEquals(Set.of(label.getFamily()), families);
    }

    @Test
    void thoseWithARoleHaveAMark() {
        say(1, "Alva", Role.ADMIN, "one");
        say(2, "bosse", Role.MODERATOR, "two");
        say(3, "cissi", Role.ADMIN, "three");
        say(4, "dag", Role.VIEWER, "four");
        var lines = log.getText().split("\n");
        assertTrue(lines[0].contains(" Streamer  Alva: one"), lines[0]);
        assertTrue(lines[1].contains(" Moderator  bosse: two"), lines[1]);
        assertTrue(lines[2].contains(" Admin  cissi: three"), lines[2]);
        assertTrue(lines[3].contains("M  dag: four"), lines[3]);
    }

    @Test
    void linksLeadToPagesAndNothingElseDoes() {
        say(1, "bosse", Role.VIEWER, "see https://example.net/a, javascript:alert(1) https://u@example.org/x @alva");
        assertEquals(URI.create("https://example.net/a"), runOf("https://example.net/a").getAttributes().getAttribute("page"));
        assertTrue(StyleConstants.isUnderline(runOf("https://example.net/a").getAttributes()));
        for (var other : List.of("see", "javascript", "https://u@", "@alva")) {
            assertEquals(null, runOf(other).getAttributes().getAttribute("page"), other);
        }
        log.setCaretPosition(log.getText().indexOf("example.net"));
        log.getActionForKeyStroke(KeyStroke.getKeyStroke("ENTER")).actionPerformed(null);
        assertEquals(List.of(URI.create("https://example.net/a")), opened);
    }

    @Test
    void aMentionOfTheStreamerStandsOut() {
        say(1, "bosse", Role.VIEWER, "@ALVA and @cissi");
        assertEquals(Palette.DARK.accent(), StyleConstants.getBackground(runOf("@ALVA").getAttributes()));
        assertEquals(Palette.DARK.tint(), StyleConstants.getBackground(runOf("@cissi").getAttributes()));
    }

    @Test
    void oldMessagesGoAndSoDoThoseThatWereRemoved() {
        for (int i = 1; i <= 600; i++) {
            say(i, "bosse", Role.VIEWER, "message " + i + ".");
        }
        assertFalse(log.getText().contains("message 100."));
        assertTrue(log.getText().contains("message 101."));
        log.remove(List.of(300L, 600L));
        assertFalse(log.getText().contains("message 300."));
        assertFalse(log.getText().contains("message 600."));
        assertTrue(log.getText().endsWith("message 599."));
    }
}
