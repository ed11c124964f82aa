package stream.net.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import stream.common.files.PlainText;

/// Who the server is: a private key, and certificates from the server's own to the one that an
/// authority signed.
record Identity(PrivateKey key, List<X509Certificate> chain) {
    private static final char[] NO_PASSWORD = {};
    /// A chain takes some kilobytes.
    private static final int MAX_FILE_BYTES = 1 << 20;

    Identity {
        chain = List.copyOf(chain);
    }

    /// Reads PEM files; one file may hold both.
    ///
    /// @throws IOException with a message for the sysadmin
    static Identity load(Path certificates, Path key) throws IOException {
        try {
            var chain = new ArrayList<X509Certificate>();
            var factory = CertificateFactory.getInstance("X.509");
            for (var block : Pem.parse(text(certificates))) {
                if (block.label().equals("CERTIFICATE")) {
                    var in = new ByteArrayInputStream(block.der());
                    chain.add((X509Certificate) factory.generateCertificate(in));
                }
            }
            if (chain.isEmpty()) {
                throw new IOException("The file " + certificates + " holds no certificate in PEM form.");
            }
            var block = Pem.parse(text(key)).stream().filter(PrivateKeys::isKey).findFirst()
                .orElseThrow(() -> new IOException("The file " + key + " holds no private key in PEM form."));
            return new Identity(PrivateKeys.parse(block), chain);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("The certificate " + certificates + " and key " + key + " cannot be used: "
                + e.getMessage() + ".", e);
        }
    }

    private static String text(Path file) throws IOException {
        try {
            return PlainText.read(file, MAX_FILE_BYTES);
        } catch (IOException e) {
            throw new IOException("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /// Ready for TLS.
    ///
    /// @throws IOException when the key does not belong to the certificate
    SSLContext context() throws IOException {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, NO_PASSWORD, chain.toArray(new X509Certificate[0]));
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, NO_PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("Key and certificate do not work together: " + e.getMessage() + ".", e);
        }
    }

    /// The SHA-256 fingerprint of the server's own certificate, as browsers show it.
    String fingerprint() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(chain.getFirst().getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
