package stream.client.scene;

import java.util.List;
import java.util.stream.Collectors;

/// A scene that is kept under a name, which tells it from all others.
public record NamedScene(String name, Scene scene) {
    /// As many as one finds one's way in, and keys reach.
    public static final int MOST = 20;
    public static final int MOST_NAME = 40;

    public NamedScene {
        name = name.strip();
        if (name.isEmpty() || name.length() > MOST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a scene's name has 1 to " + MOST_NAME + " characters");
        }
    }

    /// The scene with this name.
    ///
    /// @throws IllegalArgumentException with a sentence for a person when there is none
    public static NamedScene find(String name, List<NamedScene> among) {
        return among.stream()
                .filter(each -> each.name().equals(name.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no scene '" + name + "'. " + (among.isEmpty()
                                ? "Scenes are saved in the window."
                                : "There are: " + among.stream().map(NamedScene::name).collect(Collectors.joining(", ")))));
    }
}
