package stream.client.window;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import stream.client.settings.Settings;

/// The sentences of the window in one language, from `texts_sv.properties` or `texts_en.properties`.
final class Texts {
    private final Locale locale;
    private final Properties catalogue = new Properties();

    private Texts(String language) {
        locale = Locale.of(language);
        try (var in = Texts.class.getResourceAsStream("texts_" + language + ".properties")) {
            catalogue.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the texts belong to the program", e);
        }
    }

    static Texts of(Settings.Language language) {
        return switch (language) {
            case SWEDISH -> new Texts("sv");
            case ENGLISH -> new Texts("en");
            case SYSTEM -> new Texts(Locale.getDefault().getLanguage().equals("sv") ? "sv" : "en");
        };
    }

    Locale locale() {
        return locale;
    }

    /// The sentence of this name, with its `{0}` and so on filled in.
    String text(String name, Object... values) {
        var pattern = catalogue.getProperty(name);
        if (pattern == null) {
            throw new IllegalArgumentException("no text '" + name + "'");
        }
        return values.length == 0 ? pattern : new MessageFormat(pattern, locale).format(values);
    }

    Properties catalogue() {
        return catalogue;
    }
}
