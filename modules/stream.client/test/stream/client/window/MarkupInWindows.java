package stream.client.window;

import java.awt.AWTEvent;
import java.awt.Component;
import java.awt.Container;
import java.awt.Rectangle;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.event.WindowEvent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javax.swing.JCheckBoxMenuItem;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JMenu;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JTabbedPane;
import javax.swing.JTable;
import javax.swing.JTree;
import javax.swing.SwingUtilities;
import javax.swing.plaf.basic.BasicHTML;
import javax.swing.table.TableCellRenderer;
import stream.client.capture.X11Windows;
import stream.client.capture.Screen;
import stream.client.publish.BroadcastEvent;
import stream.client.scene.Corner;
import stream.client.scene.NamedScene;
import stream.client.scene.Overlay;
import stream.client.scene.Scene;
import stream.client.settings.Settings;
import stream.client.settings.Settings.Language;
import stream.client.settings.SoundSettings;
import stream.client.sound.SoundException;
import stream.client.sound.SoundInput;
import stream.client.sound.SoundLoop;
import stream.client.sound.SoundSource;
import stream.client.source.Subject;
import stream.common.control.ChannelState;
import stream.common.control.ChatMessage;
import stream.common.control.Role;

/// Opens every window and dialog with texts from elsewhere that are HTML, on a desktop of its own, and
/// prints which components took one for a page; then how many components it looked at.
final class MarkupInWindows {
    private static final String PAGE = "<html><b>x</b>";

    private final TreeSet<String> pages = new TreeSet<>();
    private final TreeSet<String> dialogs = new TreeSet<>();
    private final Path folder;
    private int components;

    private MarkupInWindows(Path folder) {
        this.folder = folder;
    }

    /// @param arguments a folder, in which a file gets a name that is HTML
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        Files.writeString(folder.resolve("<html>.png"), "");
        SwingUtilities.invokeAndWait(() -> new MarkupInWindows(folder).look());
        System.exit(0);
    }

    private void look() {
        Toolkit.getDefaultToolkit().addAWTEventListener(event -> {
            if (event.getID() == WindowEvent.WINDOW_OPENED && event.getSource() instanceof JDialog dialog) {
                dialogs.add(dialog.getTitle());
                inspect(dialog);
                dialog.setVisible(false);
            }
        }, AWTEvent.WINDOW_EVENT_MASK);
        for (var palette : List.of(Palette.LIGHT, Palette.DARK)) {
            Theme.install(palette);
            window(palette);
            everyKindOfComponent();
        }
        System.out.println(pages);
        System.out.println(dialogs);
        System.out.println(components > 300 ? "many components" : components + " components");
    }

    private void window(Palette palette) {
        var texts = Texts.of(Language.ENGLISH);
        var overlay = new Overlay.Inset(Corner.TOP_LEFT, 20, new Subject.Image(Path.of("<html>.png")));
        var caption = new Overlay.Caption(Corner.TOP_LEFT, 5, PAGE);
        var scene = new Scene(new Subject.Program(PAGE), List.of(overlay, caption));
        var settings = new Settings(
                PAGE, Optional.empty(), scene, List.of(new NamedScene(PAGE, scene)), Settings.DEFAULTS.pointer(),
                Settings.DEFAULTS.size(), 30, 0, Settings.Appearance.DARK, Language.ENGLISH, SoundSettings.DEFAULTS);
        var window = new StreamWindow(texts, palette);
        var panels = panels(window, texts, palette, settings);
        window.setVisible(true);

        var channel = new ChannelState(PAGE, PAGE, PAGE, PAGE, PAGE, ChannelState.Presence.LIVE, 0, 1);
        var state = StreamState.START.after(new BroadcastEvent.Live(channel), 0);
        window.show(state, Duration.ZERO);
        panels.header().show(state);
        panels.banner().say(PAGE);
        panels.chat().show(state);
        panels.chat().add(List.of(new ChatMessage(1, PAGE, Role.MODERATOR, PAGE, 0)));
        panels.chat().note(PAGE);
        panels.sound().offer(inputs());
        inputs().forEach(input -> panels.sound().showFailure(input, new SoundException(PAGE)));
        inspect(window);

        var chooser = new SubjectChooser(texts, palette, panels.form());
        chooser.oneOf(List.of(new X11Windows.Window(1, PAGE, new Rectangle(1, 1, 9, 9))));
        chooser.choose(SubjectChooser.Kind.PROGRAM, Optional.of(new Subject.Program(PAGE)));
        chooser.image(folder);
        OverlaysDialog.show(panels.form(), texts, palette, chooser, scene.overlays(), _ -> { });
        window.confirmsEnd();
        window.confirmsLink(URI.create("https://example.net/?%3Chtml%3E"));
        inspect(window);
        window.dispose();
    }

    /// The whole window, which nobody acts upon.
    static Panels panels(StreamWindow window, Texts texts, Palette palette, Settings settings) {
        var form = new SettingsPanel(texts, palette, Screen.all(), settings, () -> { }, () -> { }, _ -> { });
        var choices = new ChoicesButton(texts, settings, _ -> { }, _ -> { });
        var panels = new Panels(
                new Header(texts, palette, () -> { }, window::toggleChat, choices),
                new Banner(texts, palette, () -> { }, () -> { }),
                new PreviewPanel(texts),
                new FiguresPanel(texts, palette),
                new SoundPanel(texts, palette, new SoundLoop((_, _) -> { }), SoundSettings.DEFAULTS),
                form,
                new StartBar(texts, palette, form.connection().note(), () -> { }, () -> { }),
                new ChatPanel(texts, palette, _ -> true, _ -> { }));
        window.fill(panels);
        return panels;
    }

    private static List<SoundInput> inputs() {
        var inputs = new ArrayList<SoundInput>();
        for (var kind : SoundInput.Kind.values()) {
            inputs.add(new SoundInput() {
                @Override
                public Kind kind() {
                    return kind;
                }

                @Override
                public String id() {
                    return PAGE;
                }

                @Override
                public String name() {
                    return PAGE;
                }

                @Override
                public boolean followsSystem() {
                    return false;
                }

                @Override
                public SoundSource open() throws SoundException {
                    throw new SoundException(PAGE);
                }
            });
        }
        return inputs;
    }

    /// Those too that no window has yet.
    private void everyKindOfComponent() {
        var all = new JPanel();
        var menu = new JMenu(PAGE);
        menu.add(PAGE);
        menu.add(new JCheckBoxMenuItem(PAGE));
        var tabs = new JTabbedPane();
        tabs.addTab(PAGE, null, new JLabel(PAGE), PAGE);
        all.add(menu);
        all.add(tabs);
        all.add(new JTable(new Object[][] {{PAGE}}, new Object[] {PAGE}));
        all.add(new JTree(new Object[] {PAGE}));
        all.add(new JList<>(new Object[] {PAGE}));
        all.add(new JComboBox<>(new Object[] {PAGE}));
        all.add(new JOptionPane(PAGE));
        inspect(all);
    }

    private void inspect(Component component) {
        components++;
        if (component instanceof JComponent own) {
            if (own.getClientProperty(BasicHTML.propertyKey) != null) {
                pages.add(own.getClass().getName());
            }
            var tip = own.createToolTip();
            tip.setTipText(PAGE);
            if (tip.getClientProperty(BasicHTML.propertyKey) != null) {
                pages.add("tooltip of " + own.getClass().getName());
            }
            Optional.ofNullable(own.getComponentPopupMenu()).ifPresent(this::inspect);
        }
        switch (component) {
            case JComboBox<?> box -> inspectLines(box);
            case JList<?> list -> inspectLines(list);
            case JTable table -> {
                inspectCell(table, table.getCellRenderer(0, 0), 0);
                inspectCell(table, table.getTableHeader().getDefaultRenderer(), -1);
            }
            case JTree tree -> inspect(tree.getCellRenderer()
                    .getTreeCellRendererComponent(tree, PAGE, false, false, true, 0, false));
            case JMenu menu -> inspect(menu.getPopupMenu());
            default -> { }
        }
        if (component instanceof Container container) {
            for (var each : container.getComponents()) {
                inspect(each);
            }
        }
        if (component instanceof Window window) {
            for (var each : window.getOwnedWindows()) {
                inspect(each);
            }
        }
    }

    private <T> void inspectLines(JComboBox<T> box) {
        for (int i = 0; i < box.getItemCount(); i++) {
            inspect(box.getRenderer().getListCellRendererComponent(new JList<>(), box.getItemAt(i), i, false, false));
        }
    }

    private <T> void inspectLines(JList<T> list) {
        for (int i = 0; i < list.getModel().getSize(); i++) {
            inspect(list.getCellRenderer()
                    .getListCellRendererComponent(list, list.getModel().getElementAt(i), i, false, false));
        }
    }

    private void inspectCell(JTable table, TableCellRenderer renderer, int row) {
        inspect(renderer.getTableCellRendererComponent(table, PAGE, false, false, row, 0));
    }
}
