package stream.server.moderation;

import java.util.List;
import stream.common.control.Role;
import stream.server.chat.ChatRules;
import stream.server.store.ChatStandings.Ban;
import stream.server.store.ModerationLog.Entry;

/// All that a moderator sees of a channel.
///
/// @param role of who asked
/// @param rules as they were set, with or without the shield
/// @param moderators their names
/// @param bans that hold, newest first
/// @param log what was done, newest first
public record Report(Role role, ChatRules rules, List<String> moderators, List<Ban> bans, List<Entry> log) {}
