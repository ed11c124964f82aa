/// Scenes: what is shown, and what is laid over it (a webcam, an image, a text, a clock).
package stream.client.scene;
