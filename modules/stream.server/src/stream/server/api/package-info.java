/// The HTTP API and the sockets of PROTOCOL.md: what a request says becomes a call to accounts, channels
/// or chat, and what they answer becomes JSON.
package stream.server.api;
