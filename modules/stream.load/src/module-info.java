/// `stream-load`: publishers and viewers that load a server, and what arrives when. A module of its own,
/// so that the server's image can have it without the rest of the benches.
module stream.load {
    requires stream.common;
}
