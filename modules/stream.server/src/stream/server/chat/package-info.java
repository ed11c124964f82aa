/// Chat: a room per channel, and what is kept of it across restarts.
package stream.server.chat;
