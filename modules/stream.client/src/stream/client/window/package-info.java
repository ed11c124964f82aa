/// The window: what one sees and presses. State goes one way, from events to [StreamState] to the
/// panels; all of it on Swing's event thread.
package stream.client.window;
