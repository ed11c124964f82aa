package stream.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// The server that is loaded, and how it is known to be that one.
///
/// @param certificate a PEM file of what to trust instead of what this Java does, or null
/// @param insecure whether any certificate will do, on this machine
record Target(URI uri, Path certificate, boolean insecure) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    Target {
        if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("--server takes http://HOST:PORT or https://HOST:PORT, not " + uri);
        }
        if (!"https".equals(uri.getScheme()) && (certificate != null || insecure)) {
            throw new IllegalArgumentException("--certificate and --insecure are for --server https://HOST:PORT");
        }
        if (certificate != null && insecure) {
            throw new IllegalArgumentException("--insecure believes anybody: --certificate is of no use with it");
        }
    }

    /// @throws IllegalArgumentException when it is not on this machine, and would have to be for `--insecure`
    InetSocketAddress address() throws IOException {
        int usual = isEncrypted() ? HTTPS_PORT : HTTP_PORT;
        var address = new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? usual : uri.getPort());
        if (address.isUnresolved()) {
            throw new IOException("there is no host " + uri.getHost());
        }
        if (insecure && !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("--insecure is for a server on this machine, which " + uri.getHost()
                    + " is not: give its certificate with --certificate FILE");
        }
        return address;
    }

    private boolean isEncrypted() {
        return "https".equals(uri.getScheme());
    }

    /// What connections are encrypted with, nothing for those in the clear.
    ///
    /// @throws IOException when the certificate cannot be read
    Optional<SSLContext> encryption() throws IOException {
        if (!isEncrypted()) {
            return Optional.empty();
        }
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, insecure ? new TrustManager[] {new TrustsEverybody()} : trusted(), null);
            return Optional.of(context);
        } catch (CertificateException e) {
            throw new IOException(certificate + " holds no certificate in PEM", e);
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be had: " + e.getMessage(), e);
        }
    }

    private TrustManager[] trusted() throws IOException, GeneralSecurityException {
        if (certificate == null) {
            return null; // what this Java trusts
        }
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        if (!Files.isReadable(certificate)) {
            throw new IOException("cannot read " + certificate);
        }
        try (var in = Files.newInputStream(certificate)) {
            for (var each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("trusted " + store.size(), each);
            }
        }
        if (store.size() == 0) {
            throw new CertificateException("none");
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        return managers.getTrustManagers();
    }
}
