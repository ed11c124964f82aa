package stream.server.account;

import java.time.Duration;
import stream.server.store.User;

/// Somebody who is signed in on one browser.
///
/// @param token what the browser shows
/// @param remaining how long the session lasts if it is not used again
public record SignedIn(User user, SessionToken token, Duration remaining) {}
