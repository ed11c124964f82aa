package stream.client.window;

import java.awt.Color;
import java.util.HashMap;
import java.util.Map;

/// The colours of the window in one appearance; the pages have the same.
///
/// @param ground behind everything
/// @param surface of panels
/// @param line between and around panels
/// @param edge of fields and buttons
/// @param ink of text
/// @param soft of text that matters less
/// @param accent of what one presses
/// @param accentStrong the same under the pointer
/// @param onAccent of text on it
/// @param tint of a mild highlight
/// @param live of what tells that others watch
/// @param onLive of text on it
/// @param problem of what is wrong
/// @param problemTint behind what is wrong
record Palette(
        boolean dark,
        Color ground,
        Color surface,
        Color line,
        Color edge,
        Color ink,
        Color soft,
        Color accent,
        Color accentStrong,
        Color onAccent,
        Color tint,
        Color live,
        Color onLive,
        Color problem,
        Color problemTint) {

    static final Palette LIGHT = of(
            false,
            0xF3F6F3, 0xFFFFFF, 0xD3DDD8, 0x9AABA4, 0x0D1F1B, 0x4C5F59,
            0x00695E, 0x004F47, 0xFFFFFF, 0xD9F0EB, 0xC9341A, 0xFFFFFF, 0xA92412, 0xFCE6E1);
    static final Palette DARK = of(
            true,
            0x0A1210, 0x111B19, 0x263733, 0x4A5E58, 0xE6F0EC, 0x9EB3AC,
            0x6FE7D2, 0xA0F3E3, 0x04231E, 0x12332D, 0xFF7657, 0x2A0800, 0xFF9A85, 0x3A1A13);

    private static Palette of(boolean dark, int... rgb) {
        var c = new Color[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            c[i] = new Color(rgb[i]);
        }
        return new Palette(
                dark, c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10], c[11], c[12], c[13]);
    }

    /// The colours under the names that FlatLaf has for them.
    Map<String, String> lookAndFeelDefaults() {
        var defaults = new HashMap<String, String>();
        defaults.put("@background", hex(ground));
        defaults.put("@foreground", hex(ink));
        defaults.put("@accentColor", hex(accent));
        defaults.put("@disabledForeground", hex(soft));
        defaults.put("Label.disabledForeground", hex(soft));
        defaults.put("TextComponent.arc", "10");
        defaults.put("Component.arc", "10");
        defaults.put("Button.arc", "10");
        defaults.put("Component.focusWidth", "1");
        defaults.put("Component.innerFocusWidth", "0.5");
        defaults.put("Component.borderColor", hex(edge));
        defaults.put("TextField.background", hex(surface));
        defaults.put("PasswordField.background", hex(surface));
        defaults.put("ComboBox.background", hex(surface));
        defaults.put("ComboBox.buttonBackground", hex(surface));
        defaults.put("ComboBox.popupBackground", hex(surface));
        defaults.put("PopupMenu.background", hex(surface));
        defaults.put("Button.background", hex(surface));
        defaults.put("TextPane.background", hex(surface));
        defaults.put("TextField.placeholderForeground", hex(soft));
        defaults.put("PasswordField.placeholderForeground", hex(soft));
        defaults.put("PasswordField.showRevealButton", "true");
        defaults.put("ScrollBar.showButtons", "false");
        defaults.put("ScrollBar.thumbArc", "999");
        defaults.put("ScrollBar.width", "10");
        defaults.put("TitlePane.unifiedBackground", "true");
        defaults.put("ToolTip.background", hex(surface));
        defaults.put("ToolTip.foreground", hex(ink));
        return defaults;
    }

    static String hex(Color color) {
        return String.format("#%06x", color.getRGB() & 0xFFFFFF);
    }
}
