package stream.client.window;

import java.awt.Color;
import java.util.Locale;

/// The colour of a name in the chat: everybody has one of their own, the same as on the pages
/// (`hueOf` in `www/app/format.js`, and `.name` in `www/style/chat.css`).
final class NameColour {
    private NameColour() {}

    static Color of(String name, boolean onDark) {
        return onDark ? oklch(0.82, 0.11, hue(name)) : oklch(0.46, 0.12, hue(name));
    }

    /// In degrees.
    static int hue(String name) {
        int hash = 0;
        for (char letter : name.toLowerCase(Locale.ROOT).toCharArray()) {
            hash = hash * 31 + letter;
        }
        return Integer.remainderUnsigned(hash, 360);
    }

    /// CSS Color 4 §9.3: lightness, chroma and hue, as even to the eye as they are in number.
    static Color oklch(double lightness, double chroma, double hueDegrees) {
        double a = chroma * Math.cos(Math.toRadians(hueDegrees));
        double b = chroma * Math.sin(Math.toRadians(hueDegrees));
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new Color(
                encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                encoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
    }

    private static double cube(double value) {
        return value * value * value;
    }

    /// From light to what a screen is told.
    private static float encoded(double light) {
        double value = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
        return (float) Math.clamp(value, 0, 1);
    }
}
