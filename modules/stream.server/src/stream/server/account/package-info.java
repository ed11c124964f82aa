/// Who may do what: names, passwords, sessions, stream keys, and how often anybody may try.
///
/// [Accounts] and [SignIn] are what the rest of the server uses. Nothing here knows of HTTP; what is
/// refused is refused with an [AccountException], whose reason the API turns into a status.
package stream.server.account;
