package stream.client.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Dimension;
import java.awt.Rectangle;
import javax.swing.JPanel;
import org.junit.jupiter.api.Test;

class FormTest {
    private final Form form = new Form();
    private final JPanel[] fields = {field(100), field(100), field(50)};

    FormTest() {
        form.row(fields[0], 2, fields[1], 1, fields[2], 0);
    }

    private static JPanel field(int leastWidth) {
        var field = new JPanel();
        field.setMinimumSize(new Dimension(leastWidth, 0));
        field.setPreferredSize(new Dimension(10, 20));
        return field;
    }

    private void lay(int width) {
        form.setSize(width, 500);
        form.doLayout();
    }

    @Test
    void aRowSharesItsWidthByWeight() {
        lay(304);
        assertEquals(new Rectangle(0, 0, 120, 20), fields[0].getBounds());
        assertEquals(new Rectangle(132, 0, 110, 20), fields[1].getBounds());
        assertEquals(new Rectangle(254, 0, 50, 20), fields[2].getBounds());
        assertEquals(20, form.getPreferredSize().height);
    }

    @Test
    void whatHasNoRoomGoesOnInTheNextLine() {
        lay(220);
        assertEquals(0, fields[1].getY());
        assertEquals(32, fields[2].getY());
        assertEquals(52, form.getPreferredSize().height);
        lay(80);
        assertEquals(new Rectangle(0, 64, 50, 20), fields[2].getBounds());
        assertEquals(80, fields[0].getWidth(), "no field is wider than the form");
    }
}
