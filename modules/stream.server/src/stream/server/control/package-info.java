/// How a command of this program speaks with the server that runs on the same data folder.
package stream.server.control;
