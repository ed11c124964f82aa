package stream.client.window;

import java.util.function.Consumer;
import javax.swing.ButtonGroup;
import javax.swing.JButton;
import javax.swing.JMenu;
import javax.swing.JPopupMenu;
import javax.swing.JRadioButtonMenuItem;
import stream.client.settings.Settings;
import stream.client.settings.Settings.Appearance;
import stream.client.settings.Settings.Language;

/// A button with a menu: appearance and language.
final class ChoicesButton extends JButton {
    private static final long serialVersionUID = 1L;

    ChoicesButton(Texts texts, Settings settings, Consumer<Appearance> appearance, Consumer<Language> language) {
        super(LineIcon.CHOICES);
        setToolTipText(texts.text("menu.tip"));
        getAccessibleContext().setAccessibleName(texts.text("menu.tip"));
        var menu = new JPopupMenu();
        var looks = new JMenu(texts.text("menu.appearance"));
        var lookGroup = new ButtonGroup();
        for (var each : Appearance.values()) {
            var name = texts.text("menu.appearance." + each.name().toLowerCase(texts.locale()));
            add(looks, lookGroup, name, each == settings.appearance(), () -> appearance.accept(each));
        }
        var languages = new JMenu(texts.text("menu.language"));
        var languageGroup = new ButtonGroup();
        for (var each : Language.values()) {
            var name = texts.text(switch (each) {
                case SYSTEM -> "menu.language.system";
                case SWEDISH -> "menu.language.sv";
                case ENGLISH -> "menu.language.en";
            });
            add(languages, languageGroup, name, each == settings.language(), () -> language.accept(each));
        }
        menu.add(looks);
        menu.add(languages);
        addActionListener(_ -> menu.show(this, getWidth() - menu.getPreferredSize().width, getHeight() + 4));
    }

    private static void add(JMenu menu, ButtonGroup group, String name, boolean chosen, Runnable choose) {
        var item = new JRadioButtonMenuItem(name, chosen);
        item.addActionListener(_ -> choose.run());
        group.add(item);
        menu.add(item);
    }
}
