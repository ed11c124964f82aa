package stream.games;

/// A game, or another thing that a stream can be about.
///
/// @param name as people write it, at most [#LONGEST_NAME] UTF-16 code units
/// @param slug its address
/// @param cover what the source calls its picture, empty when there is none
record Game(String name, String slug, String cover) {
    /// As long as the field on the dashboard.
    public static final int LONGEST_NAME = 60;

    public static Game of(String name, String cover) {
        return new Game(name, Slug.of(name), cover);
    }
}
