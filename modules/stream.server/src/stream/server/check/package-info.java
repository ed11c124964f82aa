/// Looks whether a server could run here as it is configured, and says what to mend.
package stream.server.check;
