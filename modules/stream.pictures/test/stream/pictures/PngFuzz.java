package stream.pictures;

import java.util.List;
import stream.server.live.Pngs;

/// Fuzz target: a profile picture.
public final class PngFuzz {
    private PngFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        var png = Pngs.repaired(input);
        try {
            var picture = ProfilePicture.of(png);
            ProfilePicture.of(picture.large()); // what was written must be readable
        } catch (PictureException _) {
            // Refused.
        }
    }

    public static List<byte[]> seeds() {
        try {
            return List.of(
                Pngs.png(2, 2, 8, 2, 0, Pngs.bytes(0, 1, 2, 3, 4, 5, 6, 1, 1, 2, 3, 4, 5, 6)),
                Pngs.png(2, 2, 8, 6, 0, Pngs.bytes(4, 1, 2, 3, 4, 5, 6, 7, 8, 3, 1, 2, 3, 4, 5, 6, 7, 8)),
                Pngs.png(3, 1, 8, 3, 0, Pngs.bytes(2, 0, 1, 1),
                    Pngs.chunk("PLTE", Pngs.bytes(1, 2, 3, 4, 5, 6)), Pngs.chunk("tRNS", Pngs.bytes(9))));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
