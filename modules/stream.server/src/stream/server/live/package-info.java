/// Live channels: what publishers send reaches viewers within moments, and nothing queues without a
/// bound. Start with [stream.server.live.Ring] and [stream.server.live.Cursor], then
/// [stream.server.live.Shard]; [stream.server.live.Channel] ties them together.
package stream.server.live;
