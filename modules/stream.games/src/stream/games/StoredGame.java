package stream.games;

/// A game as it is kept.
///
/// @param slug the name as an address has it
/// @param cover what the catalogue calls its picture, empty when there is none
record StoredGame(String slug, String name, String cover) {}
