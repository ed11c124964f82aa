package stream.server.configuration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import stream.common.files.PlainText;

/// Reads `strom.properties`: lines of `option=value`, and comments that begin with `#` or `!`.
///
/// Not with `java.util.Properties`, in which a backslash means something else than itself: it would make of
/// `data=C:\strom\data` the folder `C:stromdata`.
final class OptionsFile {
    private static final int MAX_BYTES = 256 * 1024;
    private static final Pattern LINE = Pattern.compile("([^=:\\s]+)\\s*[=:]?\\s*(.*)");
    /// As tools for such files write letters beyond ASCII.
    private static final Pattern ESCAPE = Pattern.compile("\\\\u[0-9a-fA-F]{4}");

    private OptionsFile() {}

    /// @return the values by the names of options, which need not exist
    static Map<String, String> read(Path file) throws ConfigurationException {
        try {
            return parse(PlainText.read(file, MAX_BYTES));
        } catch (IOException e) {
            throw new ConfigurationException("The file " + file + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private static Map<String, String> parse(String text) throws IOException {
        var values = new LinkedHashMap<String, String>();
        for (var line : text.lines().map(PlainText::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#") || line.startsWith("!")) {
                continue;
            }
            var parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new IOException("\"" + line + "\" is no line like port=8080");
            }
            var escape = ESCAPE.matcher(parts.group(2));
            if (escape.find()) {
                throw new IOException("it has " + escape.group() + " where the letter itself should stand");
            }
            values.put(parts.group(1), PlainText.strip(parts.group(2)));
        }
        return values;
    }
}
