/// The interface that a sound encoder implements, and the form of what it takes.
package stream.common.sound;
