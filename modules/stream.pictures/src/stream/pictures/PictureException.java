package stream.pictures;

import java.io.IOException;

/// A picture that cannot be taken; the message is a sentence for the person who sent it.
public final class PictureException extends IOException {
    private static final long serialVersionUID = 1L;

    PictureException(String sentence) {
        super(sentence);
    }
}
