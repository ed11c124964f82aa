package stream.client.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.Rectangle;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowNameTest {
    private static final X11Windows.Window LONG = window(7, "Notes about mail");
    private static final X11Windows.Window EXACT = window(8, "Mail");
    private static final X11Windows.Window HIGH = window(0xfffffff0, "Other");

    private static X11Windows.Window window(int id, String title) {
        return new X11Windows.Window(id, title, new Rectangle(0, 0, 100, 100));
    }

    private static Optional<X11Windows.Window> found(WindowName name) {
        return name.among(List.of(LONG, EXACT, HIGH));
    }

    @Test
    void aWindowIsFoundByItsNumberOrItsTitleOrAPartOfIt() {
        assertEquals(Optional.of(LONG), found(WindowName.parse("0x7")));
        assertEquals(Optional.of(HIGH), found(WindowName.parse("0xFFFFFFF0")));
        assertEquals(Optional.of(EXACT), found(WindowName.parse("Mail")));
        assertEquals(Optional.of(LONG), found(WindowName.parse(" NOTES ")));
        assertEquals(Optional.empty(), found(WindowName.parse("0x9")));
        assertEquals(Optional.empty(), found(WindowName.parse("Calendar")));
    }

    @Test
    void theNumberComesBeforeTheTitleWhichMayChange() {
        assertEquals(Optional.of(LONG), found(new WindowName(7, "Mail")));
        assertEquals(Optional.of(EXACT), found(new WindowName(9, "Mail")));
    }

    @Test
    void whatIsKeptIsTheTitleSinceNumbersAreGivenToOthers() {
        assertEquals("Mail", new WindowName(7, "Mail").toString());
        assertEquals("0x7", new WindowName(7, "").toString());
    }

    @Test
    void nothingNamesNoWindow() {
        assertThrows(IllegalArgumentException.class, () -> WindowName.parse("  "));
    }
}
