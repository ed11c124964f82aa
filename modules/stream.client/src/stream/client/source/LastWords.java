package stream.client.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Reads what a program says, which it could not go on without, and keeps the last line for when it
/// ends: programs say there what is wrong.
///
/// **Threads.** [#run] on one of its own; [#last] from any.
final class LastWords implements Runnable {
    private static final int MOST_CHARACTERS = 300;

    private final InputStream in;
    private volatile String last = "";

    LastWords(InputStream in) {
        this.in = in;
    }

    /// The last line that was not blank, as far as it was read; maybe empty.
    String last() {
        return last;
    }

    @Override
    public void run() {
        var line = new byte[MOST_CHARACTERS];
        int length = 0;
        try (in) {
            for (int c = in.read(); c >= 0; c = in.read()) {
                // ffmpeg ends its lines of progress with a carriage return.
                if (c == '\n' || c == '\r') {
                    keep(line, length);
                    length = 0;
                } else if (length < line.length) {
                    line[length++] = (byte) c;
                }
            }
        } catch (IOException _) {
            // The program is gone, and its words with it.
        }
        keep(line, length);
    }

    private void keep(byte[] line, int length) {
        var text = new String(line, 0, length, StandardCharsets.UTF_8).strip();
        if (!text.isEmpty()) {
            last = text;
        }
    }
}
