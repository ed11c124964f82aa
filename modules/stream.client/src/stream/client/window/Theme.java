package stream.client.window;

import com.formdev.flatlaf.FlatDarkLaf;
import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.FlatLightLaf;
import javax.swing.UIManager;
import stream.client.look.PlainText;
import stream.client.settings.Settings.Appearance;

/// Gives the window its look.
final class Theme {
    private Theme() {}

    /// The colours for this choice. Asks the system where that is the choice, which takes a moment.
    static Palette palette(Appearance appearance) {
        return switch (appearance) {
            case LIGHT -> Palette.LIGHT;
            case DARK -> Palette.DARK;
            case SYSTEM -> SystemAppearance.isDark() ? Palette.DARK : Palette.LIGHT;
        };
    }

    /// Puts the look on; windows made after this have it. On the event thread.
    static void install(Palette palette) {
        FlatLaf look = palette.dark() ? new FlatDarkLaf() : new FlatLightLaf();
        look.setExtraDefaults(palette.lookAndFeelDefaults());
        FlatLaf.setup(look);
        PlainText.install();
        UIManager.put("TitlePane.showIcon", true);
        // In an open list the arrow keys move and Enter chooses, as with the mouse: what is chosen
        // is shown to everybody at once.
        UIManager.put("ComboBox.noActionOnKeyNavigation", true);
    }
}
