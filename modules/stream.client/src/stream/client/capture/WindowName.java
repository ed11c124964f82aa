package stream.client.capture;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Says which window is meant: by its id, by its title, or by both.
///
/// The id counts for as long as the window is there. It is not kept from one start to the next, since
/// the server gives it to others: the title is.
///
/// @param id 0 when it is not known
/// @param title empty when it is not known; a part of the title is enough, in small letters or capitals
public record WindowName(int id, String title) {
    private static final Pattern ID = Pattern.compile("0[xX]([0-9a-fA-F]{1,8})");

    public WindowName {
        if (id == 0 && title.isBlank()) {
            throw new IllegalArgumentException("a window is named by its id, such as 0x1c00007, or by its title");
        }
    }

    /// Reads an id as `devices` lists it, such as `0x1c00007`, or a title.
    ///
    /// @throws IllegalArgumentException with a sentence for a person when it is neither
    public static WindowName parse(String text) {
        var id = ID.matcher(text.strip());
        return id.matches()
                ? new WindowName(Integer.parseUnsignedInt(id.group(1), 16), "")
                : new WindowName(0, text.strip());
    }

    /// As `devices` lists it.
    public static String idText(int id) {
        return String.format(Locale.ROOT, "0x%x", id);
    }

    /// The window among these: the one with the id, else one with the very title, else one with the
    /// title as a part of its own.
    Optional<X11Windows.Window> among(List<X11Windows.Window> windows) {
        var byId = windows.stream().filter(window -> id != 0 && window.id() == id).findFirst();
        if (byId.isPresent() || title.isEmpty()) {
            return byId;
        }
        var part = title.toLowerCase(Locale.ROOT);
        return windows.stream().filter(window -> window.title().equals(title)).findFirst().or(() -> windows.stream()
                .filter(window -> window.title().toLowerCase(Locale.ROOT).contains(part))
                .findFirst());
    }

    /// What [#parse] reads; without the id where there is a title.
    @Override
    public String toString() {
        return title.isEmpty() ? idText(id) : title;
    }
}
