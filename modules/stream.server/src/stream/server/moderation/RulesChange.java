package stream.server.moderation;

import java.util.List;
import java.util.Optional;

/// What is to change in a chat's rules; what is empty stays.
///
/// @param words that are not allowed, in place of those there were
public record RulesChange(
        Optional<Integer> slowSeconds,
        Optional<Boolean> followersOnly,
        Optional<Long> ageSeconds,
        Optional<Boolean> shield,
        Optional<List<String>> words) {}
