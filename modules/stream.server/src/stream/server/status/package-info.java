/// What a sysadmin watches: the figures at `/metrics`, and the access log.
package stream.server.status;
