/// What the program remembers from one start to the next, and where.
package stream.client.settings;
