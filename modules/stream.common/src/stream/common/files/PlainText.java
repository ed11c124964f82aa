package stream.common.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads text that people wrote, as their editors and shells leave it: UTF-8 with or without a byte order
/// mark, and UTF-16, which PowerShell's `>` writes. Anything else is refused, since its letters could only be
/// guessed.
public final class PlainText {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private PlainText() {}

    /// @param maxBytes of a file that is what it should be
    /// @throws IOException with the cause as a clause: "line 3 is not UTF-8"
    public static String read(Path file, int maxBytes) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new IOException("it is larger than " + maxBytes + " bytes");
            }
            return decode(bytes);
        } catch (NoSuchFileException e) {
            throw new IOException("it is not there", e);
        } catch (AccessDeniedException e) {
            throw new IOException("the user " + System.getProperty("user.name") + " may not read it", e);
        } catch (FileSystemException e) {
            throw new IOException(e.getReason() == null ? e.getMessage() : e.getReason(), e);
        }
    }

    /// @throws IOException with the cause as a clause
    public static String decode(byte[] bytes) throws IOException {
        var charset = charset(bytes);
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        if (charset.newDecoder().decode(in, out, true).isError()) {
            long line = out.flip().chars().filter(c -> c == '\n').count() + 1;
            throw new IOException("line " + line + " is not " + charset + "; save the file as UTF-8");
        }
        var text = out.flip().toString();
        if (text.indexOf('\0') >= 0) {
            throw new IOException("it is no text");
        }
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /// UTF-16 begins with its byte order mark; without one it shows by the zero in or beside its first
    /// letter, which is an ASCII one in all files that are read here.
    private static Charset charset(byte[] bytes) {
        if (isLittleEndian(bytes)) {
            return StandardCharsets.UTF_16LE;
        }
        return bytes.length > 1 && (bytes[0] == 0 || bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
                ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    /// Whether bytes are UTF-16 with the lower half of each letter first, as Windows has it.
    public static boolean isLittleEndian(byte[] bytes) {
        return bytes.length > 1 && (bytes[1] == 0 || bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE);
    }

    /// The first line in which there is anything to see, without what cannot be seen around it; empty when
    /// there is none.
    public static String firstLine(String text) {
        return text.lines().map(PlainText::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
    }

    /// The text without spaces of any kind, control characters and zero-width characters at its ends.
    public static String strip(String text) {
        int start = 0;
        while (start < text.length() && isUnseen(text.charAt(start))) {
            start++;
        }
        int end = text.length();
        while (end > start && isUnseen(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isUnseen(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }
}
