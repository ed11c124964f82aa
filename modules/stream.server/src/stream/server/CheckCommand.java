package stream.server;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import stream.server.check.CertificateCheck;
import stream.server.check.DatabaseCheck;
import stream.server.check.FileChecks;
import stream.server.check.Finding;
import stream.server.check.Finding.Grade;
import stream.server.check.MachineChecks;
import stream.server.configuration.Configuration;
import stream.server.configuration.ConfigurationException;
import stream.server.configuration.Invocation;
import stream.server.control.RunningServer;
import stream.server.store.Schema;

/// `stream-server check`: looks whether the server could run as it is configured. Changes nothing.
final class CheckCommand {
    static final String HELP = """
            Looks whether the server could run here with these options, and says what to mend.

            usage: stream-server check [--OPTION VALUE] ...

            Looks at configuration, pages, data folder, disk, database, ports, certificate, file descriptors
            and downloads, and changes nothing. Run it as the user who runs the server. It ends with 0 when the
            server can run (there may be warnings), and with 1 when there is a fault.
            """;

    private CheckCommand() {}

    /// @return the status to exit with
    static int run(Invocation invocation, PrintStream out) {
        var findings = findings(invocation);
        findings.forEach(finding -> out.println(finding.line()));
        long faults = findings.stream().filter(finding -> finding.grade() == Grade.FAULT).count();
        long warnings = findings.stream().filter(finding -> finding.grade() == Grade.WARNING).count();
        out.println(faults + " to mend, " + warnings + " to think about.");
        return faults == 0 ? 0 : 1;
    }

    private static List<Finding> findings(Invocation invocation) {
        try {
            return findings(invocation.configuration());
        } catch (ConfigurationException e) {
            return List.of(Finding.fault("configuration", e.getMessage()));
        }
    }

    private static List<Finding> findings(Configuration configuration) {
        var findings = new ArrayList<Finding>();
        findings.add(FileChecks.site(configuration.www(), configuration.schema()));
        findings.add(FileChecks.data(configuration.data()));
        findings.add(FileChecks.space(configuration.data()));
        try {
            findings.add(DatabaseCheck.of(configuration.database(), Schema.load(configuration.schema())));
        } catch (IOException | IllegalArgumentException _) {
            // The pages' finding says so.
        }
        boolean running = RunningServer.at(configuration.data()).isPresent();
        findings.add(MachineChecks.port(configuration.address(), running));
        configuration.redirect().ifPresent(second -> findings.add(MachineChecks.port(second, running)));
        switch (configuration.tls()) {
            case Configuration.Tls.Off() -> findings.add(new Finding(Grade.WARNING, "encryption",
                "The port is not encrypted. That is right behind a proxy that does it; else give --tls."));
            case Configuration.Tls.SelfSigned() -> findings.add(new Finding(Grade.OK, "certificate",
                "The server makes its own; browsers will warn of it once."));
            case Configuration.Tls.FromFiles(var certificates, var key) ->
                findings.add(CertificateCheck.of(certificates, key, Instant.now()));
        }
        findings.add(MachineChecks.files(configuration.bounds()));
        configuration.accessLog().ifPresent(file -> findings.add(FileChecks.accessLog(file)));
        findings.add(FileChecks.downloads(configuration.downloads()));
        return findings;
    }
}
