/// What a sysadmin can choose: options from arguments, environment and file, turned into one checked
/// [stream.server.configuration.Configuration].
package stream.server.configuration;
