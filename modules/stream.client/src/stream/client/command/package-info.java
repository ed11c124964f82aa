/// The program without a window: arguments, status lines, exit codes.
package stream.client.command;
