package stream.client.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import stream.client.capture.Frame;

/// Takes a program's output apart into pictures, without decoding them: of a picture that nobody waits
/// for no more is done than to find its end.
///
/// **Threads.** [#next] on one; [#decode] on one, which may be another.
sealed interface PictureReader permits MjpegReader, Y4mReader {
    /// The most pixels of a picture: 4096×4096, what an encoder takes.
    long MOST_PIXELS = 4096L * 4096;

    /// The bytes of the next picture; null at the end of the stream.
    ///
    /// @throws ImageFormatException when what comes is not what was promised
    byte[] next() throws IOException;

    /// Makes the pixels of a picture that [#next] gave.
    ///
    /// @throws ImageFormatException when it is damaged
    void decode(byte[] picture, Frame frame) throws ImageFormatException;

    /// Reads as much as it takes to know which of the two formats this is.
    ///
    /// @throws ImageFormatException when it is neither
    static PictureReader of(InputStream stream) throws IOException {
        var in = new BufferedInputStream(stream, 1 << 16);
        in.mark(1);
        int first = in.read();
        in.reset();
        // Y4M begins with its name; what else comes before a JPEG picture, a boundary for instance, is
        // for the MJPEG reader to pass over.
        return first == 'Y' ? new Y4mReader(in) : new MjpegReader(in);
    }
}
