package stream.client.window;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.KeyboardFocusManager;
import java.awt.Rectangle;
import java.beans.PropertyChangeListener;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.ScrollPaneConstants;
import javax.swing.Scrollable;
import javax.swing.SwingUtilities;

/// The preview with the form below it. The preview takes what the form leaves; on a small screen it keeps
/// a part of the height all the same, and the form scrolls.
final class FormColumn extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final int GAP = 12;
    /// Of the height, the preview's.
    private static final double MIN_PREVIEW = 0.42;
    private static final int SCROLL_STEP = 20;

    private final JComponent preview;
    private final JScrollPane form;

    FormColumn(JComponent preview, JComponent form) {
        this.preview = preview;
        this.form = new JScrollPane(
                new Scrolled(form),
                ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED, ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        this.form.setBorder(BorderFactory.createEmptyBorder());
        this.form.setOpaque(false);
        this.form.getViewport().setOpaque(false);
        this.form.getVerticalScrollBar().setUnitIncrement(SCROLL_STEP);
        setLayout(null);
        setOpaque(false);
        add(preview);
        add(this.form);
    }

    @Override
    public Dimension getPreferredSize() {
        var above = preview.getPreferredSize();
        var below = form.getPreferredSize();
        return new Dimension(Math.max(above.width, below.width), above.height + GAP + below.height);
    }

    @Override
    public void doLayout() {
        int room = Math.max(0, getHeight() - GAP);
        int below = Math.min(form.getPreferredSize().height, (int) (room * (1 - MIN_PREVIEW)));
        preview.setBounds(0, 0, getWidth(), room - below);
        form.setBounds(0, room - below + GAP, getWidth(), below);
    }

    /// Is as wide as there is room, and shows what the keyboard has reached.
    private static final class Scrolled extends JPanel implements Scrollable {
        private static final long serialVersionUID = 1L;

        private final transient PropertyChangeListener onFocus = event -> {
            if (event.getNewValue() instanceof JComponent owner && SwingUtilities.isDescendingFrom(owner, this)) {
                reveal(owner);
            }
        };

        Scrolled(Component content) {
            super(new BorderLayout());
            setOpaque(false);
            add(content);
        }

        private void reveal(JComponent owner) {
            Container field = owner.getParent() instanceof JPanel panel ? panel : owner;
            scrollRectToVisible(SwingUtilities.convertRectangle(field.getParent(), field.getBounds(), this));
        }

        @Override
        public void addNotify() {
            super.addNotify();
            KeyboardFocusManager.getCurrentKeyboardFocusManager().addPropertyChangeListener("focusOwner", onFocus);
        }

        @Override
        public void removeNotify() {
            KeyboardFocusManager.getCurrentKeyboardFocusManager().removePropertyChangeListener("focusOwner", onFocus);
            super.removeNotify();
        }

        @Override
        public Dimension getPreferredScrollableViewportSize() {
            return getPreferredSize();
        }

        @Override
        public int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
            return SCROLL_STEP;
        }

        @Override
        public int getScrollableBlockIncrement(Rectangle visible, int orientation, int direction) {
            return visible.height;
        }

        @Override
        public boolean getScrollableTracksViewportWidth() {
            return true;
        }

        @Override
        public boolean getScrollableTracksViewportHeight() {
            return false;
        }
    }
}
