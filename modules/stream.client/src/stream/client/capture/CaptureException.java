package stream.client.capture;

/// A picture could not be taken; the message is an English sentence for a person, and kind and detail
/// let it be said in other languages.
public final class CaptureException extends Exception {
    private static final long serialVersionUID = 1L;

    /// What is in the way.
    public enum Kind {
        /// The desktop gives no picture; the detail says why.
        SCREEN,
        /// The region is not on the screen; the detail is the region.
        REGION,
        /// There is no such window, or not any more; the detail is its name.
        WINDOW_GONE,
        /// The window has no picture, since it is minimised or outside the screen; the detail is its name.
        WINDOW_HIDDEN,
        /// This desktop does not tell programs of windows; the detail is the window's name.
        WINDOW_UNTOLD,
        /// The file cannot be read; the detail is its name.
        IMAGE_UNREADABLE,
        /// The file holds no image that is known here; the detail is its name.
        IMAGE_UNKNOWN,
        /// The image has too many pixels or too few; the detail is its name.
        IMAGE_SIZE,
        /// The program cannot be started; the detail is its name.
        PROGRAM_MISSING,
        /// The program ended; the detail is its name, status and last words.
        PROGRAM_ENDED,
        /// The program runs and gives no pictures; the detail is its name.
        PROGRAM_SILENT,
        /// What the program writes cannot be shown; the detail is its name and what is wrong.
        PROGRAM_GARBAGE,
        /// There is no such webcam, or it was unplugged; the detail is its file.
        WEBCAM_GONE,
        /// Another program has the webcam; the detail is its file.
        WEBCAM_BUSY,
        /// The user may not use the webcam; the detail is its file.
        WEBCAM_DENIED,
        /// The webcam runs and gives no pictures; the detail is its file.
        WEBCAM_SILENT,
        /// The webcam cannot be used; the detail is its file and what is wrong.
        WEBCAM_FAILED
    }

    private final Kind kind;
    private final String detail;

    /// The screen cannot be read.
    public CaptureException(String message) {
        this(message, null);
    }

    /// The screen cannot be read.
    public CaptureException(String message, Throwable cause) {
        this(Kind.SCREEN, message, message, cause);
    }

    public CaptureException(Kind kind, String detail, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.detail = detail;
    }

    public Kind kind() {
        return kind;
    }

    /// A name or a message of others, as the kind says.
    public String detail() {
        return detail;
    }
}
