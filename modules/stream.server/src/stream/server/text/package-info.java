/// What text people may show others, whatever script it is in.
package stream.server.text;
