package stream.client.window;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.LayoutManager;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;

/// Rows of fields. The fields of a row share its width by weight, and go on in the next line where there
/// is not room for all of them.
final class Form extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final int GAP = 12;
    static final int FIELD_HEIGHT = 34;
    /// A field of text or a list is usable with so much, however much it would like.
    private static final int ENOUGH_WIDTH = 150;

    private record Cell(Component component, int weight) {
        int minWidth() {
            return component.getMinimumSize().width;
        }
    }

    private final transient List<List<Cell>> rows = new ArrayList<>();

    Form() {
        super(null);
        setOpaque(false);
        setLayout(new Lines());
    }

    /// @param fieldsAndWeights a field, its weight, a field, its weight …; the field's minimum width holds
    void row(Object... fieldsAndWeights) {
        var row = new ArrayList<Cell>();
        for (int i = 0; i < fieldsAndWeights.length; i += 2) {
            var cell = new Cell((Component) fieldsAndWeights[i], (Integer) fieldsAndWeights[i + 1]);
            row.add(cell);
            add(cell.component());
        }
        rows.add(row);
    }

    /// A field with its name above.
    static JComponent field(String name, JComponent field, Palette palette) {
        var panel = new JPanel(new BorderLayout(0, 4));
        panel.setOpaque(false);
        var label = new JLabel(name);
        label.setLabelFor(field);
        label.setForeground(palette.soft());
        panel.add(label, BorderLayout.NORTH);
        panel.add(field);
        int enough = Math.min(field.getPreferredSize().width, ENOUGH_WIDTH);
        panel.setMinimumSize(new Dimension(Math.max(label.getPreferredSize().width, enough), 0));
        field.setPreferredSize(new Dimension(60, FIELD_HEIGHT));
        return panel;
    }

    /// How high it wants to be depends on how wide it is, which is known only after others have placed it.
    @Override
    public void setBounds(int x, int y, int width, int height) {
        int before = getPreferredSize().height;
        super.setBounds(x, y, width, height);
        if (getPreferredSize().height != before) {
            SwingUtilities.invokeLater(this::revalidate);
        }
    }

    private List<List<Cell>> lines(int width) {
        var lines = new ArrayList<List<Cell>>();
        for (var row : rows) {
            var line = new ArrayList<Cell>();
            int taken = 0;
            for (var cell : row) {
                if (!line.isEmpty() && taken + GAP + cell.minWidth() > width) {
                    lines.add(line);
                    line = new ArrayList<>();
                    taken = 0;
                }
                taken += (line.isEmpty() ? 0 : GAP) + cell.minWidth();
                line.add(cell);
            }
            lines.add(line);
        }
        return lines;
    }

    private static int height(List<Cell> line) {
        return line.stream().mapToInt(cell -> cell.component().getPreferredSize().height).max().orElse(0);
    }

    private static int minWidth(List<Cell> line) {
        return line.stream().mapToInt(Cell::minWidth).sum() + GAP * (line.size() - 1);
    }

    private final class Lines implements LayoutManager {
        @Override
        public Dimension preferredLayoutSize(Container form) {
            int widest = rows.stream().mapToInt(Form::minWidth).max().orElse(0);
            var lines = lines(getWidth() == 0 ? widest : getWidth());
            return new Dimension(widest, lines.stream().mapToInt(Form::height).sum() + GAP * (lines.size() - 1));
        }

        @Override
        public Dimension minimumLayoutSize(Container form) {
            return new Dimension(0, preferredLayoutSize(form).height);
        }

        @Override
        public void layoutContainer(Container form) {
            int y = 0;
            for (var line : lines(getWidth())) {
                int spare = Math.max(0, getWidth() - minWidth(line));
                int weights = Math.max(1, line.stream().mapToInt(Cell::weight).sum());
                int height = height(line);
                int x = 0;
                for (var cell : line) {
                    int width = Math.min(getWidth() - x, cell.minWidth() + spare * cell.weight() / weights);
                    cell.component().setBounds(x, y, width, height);
                    x += width + GAP;
                }
                y += height + GAP;
            }
        }

        @Override
        public void addLayoutComponent(String name, Component component) {
            // Rows are kept by the form.
        }

        @Override
        public void removeLayoutComponent(Component component) {
            // Nothing is taken out of a form.
        }
    }
}
