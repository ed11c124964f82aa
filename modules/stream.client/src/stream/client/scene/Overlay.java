package stream.client.scene;

import stream.client.source.Subject;

/// What is laid over the picture, in one of its corners. It can be written as a line of text and read
/// again:
///
/// ```
/// bottom-right 25 program ffmpeg -f v4l2 -i /dev/video0 -f yuv4mpegpipe -
/// top-left 12 image /home/bo/logo.png
/// bottom-left 5 text Tonight: a codec
/// top-right 4 clock
/// ```
public sealed interface Overlay {
    /// The longest text, in characters: more would not fit a line of the picture.
    int MOST_TEXT = 120;

    Corner corner();

    /// How large, in percent: of the picture's width for pictures, letters of its height for texts.
    int percent();

    /// The same elsewhere, or in another size.
    ///
    /// @throws IllegalArgumentException when it cannot have this size
    Overlay at(Corner corner, int percent);

    /// The smallest and the largest [#percent] that it may have; those of letters unless it says otherwise.
    default int least() {
        return LEAST_LETTERS;
    }

    default int most() {
        return MOST_LETTERS;
    }

    /// Something that gives pictures: a webcam's program, an image, another screen.
    record Inset(Corner corner, int percent, Subject subject) implements Overlay {
        private static final int LEAST = 5;
        private static final int MOST = 100;

        public Inset {
            require(percent, LEAST, MOST);
        }

        @Override
        public Inset at(Corner corner, int percent) {
            return new Inset(corner, percent, subject);
        }

        @Override
        public int least() {
            return LEAST;
        }

        @Override
        public int most() {
            return MOST;
        }

        @Override
        public String toString() {
            return written(this, subject.toString());
        }
    }

    /// Words, in one line.
    record Caption(Corner corner, int percent, String text) implements Overlay {
        public Caption {
            require(percent, LEAST_LETTERS, MOST_LETTERS);
            text = text.strip();
            if (text.isEmpty() || text.length() > MOST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a text is one line of 1 to " + MOST_TEXT + " characters");
            }
        }

        @Override
        public Caption at(Corner corner, int percent) {
            return new Caption(corner, percent, text);
        }

        @Override
        public String toString() {
            return written(this, "text " + text);
        }
    }

    /// The time of day in hours and minutes.
    record Clock(Corner corner, int percent) implements Overlay {
        public Clock {
            require(percent, LEAST_LETTERS, MOST_LETTERS);
        }

        @Override
        public Clock at(Corner corner, int percent) {
            return new Clock(corner, percent);
        }

        @Override
        public String toString() {
            return written(this, "clock");
        }
    }

    int LEAST_LETTERS = 2;
    int MOST_LETTERS = 30;

    /// Reads what `toString` wrote.
    ///
    /// @throws IllegalArgumentException with a sentence for a person when the text is none of these
    static Overlay parse(String text) {
        var parts = text.strip().split(" ", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException(
                    "what lies over the picture is written like 'bottom-right 25 program ffmpeg …',"
                            + " 'top-left 12 image FILE', 'top-left 5 text WORDS' or 'top-right 4 clock', not '" + text + "'");
        }
        var corner = Corner.parse(parts[0]);
        int percent;
        try {
            percent = Integer.parseInt(parts[1]);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("a size over the picture is a number of percent, not '" + parts[1] + "'");
        }
        var what = parts[2];
        if (what.equals("clock")) {
            return new Clock(corner, percent);
        }
        return what.equals("text") || what.startsWith("text ")
                ? new Caption(corner, percent, what.substring("text".length()))
                : new Inset(corner, percent, Subject.parse(what));
    }

    private static void require(int percent, int least, int most) {
        if (percent < least || percent > most) {
            throw new IllegalArgumentException(
                    "a size over the picture is " + least + " to " + most + " percent here, not " + percent);
        }
    }

    private static String written(Overlay overlay, String what) {
        return overlay.corner().word() + " " + overlay.percent() + " " + what;
    }
}
