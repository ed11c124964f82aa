/// JDBC: the schema, users, sessions and lines of chat, in an embedded H2 database or in MySQL, and
/// backups of all that.
///
/// [Database] is where connections come from and failures go to; the other classes each own the
/// statements of one table. Nothing here knows what a password or a session is worth: that is
/// `stream.server.account`.
package stream.server.store;
