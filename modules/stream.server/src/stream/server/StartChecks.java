package stream.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import stream.server.check.FileChecks;
import stream.server.check.Finding;
import stream.server.configuration.Configuration;

/// What of `stream-server check` the start looks at as well: it stops at a fault, and says what is open to
/// other users of the machine.
final class StartChecks {
    private static final System.Logger LOG = System.getLogger(StartChecks.class.getName());

    private StartChecks() {}

    /// @throws IOException with the sentence of the first fault
    static void run(Configuration configuration) throws IOException {
        var findings = new ArrayList<Finding>();
        findings.add(FileChecks.site(configuration.www(), configuration.schema()));
        findings.add(FileChecks.data(configuration.data()));
        configuration.accessLog().ifPresent(file -> findings.add(FileChecks.accessLog(file)));
        configuration.settings().secretsIn().ifPresent(file -> findings.add(FileChecks.secrets(file)));
        if (configuration.tls() instanceof Configuration.Tls.FromFiles(_, var key)) {
            findings.add(FileChecks.secrets(key));
        }
        for (var finding : findings) {
            switch (finding.grade()) {
                case FAULT -> throw new IOException(finding.sentence());
                case WARNING -> LOG.log(Level.WARNING, "{0}", finding.sentence());
                case OK -> { /* nobody needs to know */ }
            }
        }
    }
}
