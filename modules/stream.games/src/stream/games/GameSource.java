package stream.games;

import java.io.IOException;
import java.util.List;

/// A catalogue of games elsewhere. Each call waits for it, a few seconds at most.
///
/// **Threads.** Safe for all.
interface GameSource {

    /// Games whose name has these words, best first.
    ///
    /// @throws IOException when it does not answer, or not now
    List<Game> search(String words) throws IOException;

    /// The picture of a game, a JPEG.
    ///
    /// @param cover as the game has it
    byte[] cover(String cover) throws IOException;
}
