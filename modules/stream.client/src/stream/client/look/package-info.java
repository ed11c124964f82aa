/// What the look of the window is made with.
package stream.client.look;
