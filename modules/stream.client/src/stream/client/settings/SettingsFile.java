package stream.client.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import stream.client.capture.PointerStyle;
import stream.client.capture.SizeLimit;
import stream.client.publish.StreamKey;
import stream.common.files.OwnerOnly;
import stream.common.files.PlainText;

/// Keeps [Settings] in a file that only its owner can read, since the stream key is in it.
///
/// The file is written anew beside the old one and moved over it, so that it is whole at any moment.
/// What cannot be read, an edited line for example, becomes its default.
///
/// **Threads.** One at a time.
public final class SettingsFile {
    /// Far above any settings; a larger file is not ours.
    private static final int MOST_BYTES = 256 * 1024;

    private final Path file;

    public SettingsFile(Path directory) {
        file = directory.resolve("client.properties");
    }

    public Path path() {
        return file;
    }

    public Settings load() throws IOException {
        var properties = new Properties();
        try {
            if (!Files.exists(file)) {
                return Settings.DEFAULTS;
            }
            properties.load(new StringReader(PlainText.read(file, MOST_BYTES)));
        } catch (IllegalArgumentException e) {
            throw new IOException("not a settings file: " + file, e);
        }
        return read(properties);
    }

    /// @throws IOException when it cannot be written, or is larger than what is read again
    public void save(Settings settings) throws IOException {
        var text = new StringWriter();
        write(settings).store(text, "Ström. The key is a secret: whoever has it can stream as you.");
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_BYTES) {
            throw new FileSystemException(file.toString(), null, "too large for settings");
        }
        var directory = file.getParent();
        Files.createDirectories(directory, OwnerOnly.folder(directory));
        var fresh = Files.createTempFile(directory, "client", ".new", OwnerOnly.file(directory));
        try {
            restrictByAcl(fresh);
            try (var out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                var rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    out.write(rest);
                }
                out.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /// The same under Windows: one entry, which lets the owner do all.
    private static void restrictByAcl(Path fresh) throws IOException {
        var view = Files.getFileAttributeView(fresh, AclFileAttributeView.class);
        if (view != null) {
            view.setAcl(List.of(AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(view.getOwner())
                    .setPermissions(Set.copyOf(EnumSet.allOf(AclEntryPermission.class)))
                    .build()));
        }
    }

    private static Properties write(Settings settings) {
        var properties = new Properties();
        properties.setProperty("server", settings.server());
        settings.key().ifPresent(key -> properties.setProperty("key", key.secret()));
        SceneProperties.write(settings.scene(), "", properties);
        SceneProperties.write(settings.scenes(), properties);
        properties.setProperty("pointer", settings.pointer().word());
        properties.setProperty("size", settings.size().toString());
        properties.setProperty("fps", Integer.toString(settings.framesPerSecond()));
        properties.setProperty("bitrate", Integer.toString(settings.bitrateKbps()));
        properties.setProperty("appearance", settings.appearance().name());
        properties.setProperty("language", settings.language().name());
        properties.setProperty("microphone", settings.sound().microphone());
        properties.setProperty("microphone-level", Integer.toString(settings.sound().microphonePercent()));
        properties.setProperty("system-sound", settings.sound().system());
        properties.setProperty("system-level", Integer.toString(settings.sound().systemPercent()));
        return properties;
    }

    private static Settings read(Properties properties) {
        var defaults = Settings.DEFAULTS;
        return new Settings(
                properties.getProperty("server", ""),
                parsed(properties, "key", text -> Optional.of(new StreamKey(text)), defaults.key()),
                SceneProperties.read("", properties).orElse(defaults.scene()),
                SceneProperties.readNamed(properties),
                parsed(properties, "pointer", PointerStyle::parse, defaults.pointer()),
                parsed(properties, "size", SizeLimit::parse, defaults.size()),
                parsed(properties, "fps", Integer::valueOf, defaults.framesPerSecond()),
                parsed(properties, "bitrate", Integer::valueOf, defaults.bitrateKbps()),
                parsed(properties, "appearance", Settings.Appearance::valueOf, defaults.appearance()),
                parsed(properties, "language", Settings.Language::valueOf, defaults.language()),
                new SoundSettings(
                        properties.getProperty("microphone", ""),
                        parsed(properties, "microphone-level", SoundSettings::percent, 100),
                        properties.getProperty("system-sound", ""),
                        parsed(properties, "system-level", SoundSettings::percent, 100)));
    }

    private interface Parser<T> {
        T parse(String text);
    }

    private static <T> T parsed(Properties properties, String name, Parser<T> parser, T fallback) {
        var text = properties.getProperty(name);
        try {
            return text == null ? fallback : parser.parse(text);
        } catch (IllegalArgumentException _) {
            return fallback;
        }
    }
}
