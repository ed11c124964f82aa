package stream.net.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Set;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import stream.common.files.OwnerOnly;

/// A certificate that the server makes for itself, for a network without an authority to ask. Made
/// once and kept, so that who has accepted it need not do so again.
final class SelfSigned {
    /// Nobody renews it, so it is to outlive the machine.
    private static final Duration VALIDITY = Duration.ofDays(3650);
    /// Clocks of visitors may be behind.
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);
    private static final String SUBJECT = "CN=Stroem";

    private SelfSigned() {}

    /// Makes `certificate.pem` and `key.pem` in the folder, unless they are there.
    static void ensure(Path certificate, Path key, Instant now) throws IOException {
        if (Files.exists(certificate) && Files.exists(key)) {
            return;
        }
        var folder = certificate.getParent();
        var unfinished = folder.resolve(certificate.getFileName() + ".part");
        try {
            OwnerOnly.makeFolder(folder);
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            // The certificate comes last and at once: whatever ends this, both are there or both are made anew.
            Files.deleteIfExists(certificate);
            Files.deleteIfExists(key);
            Files.createFile(key, OwnerOnly.file(key));
            Files.writeString(key, new Pem("PRIVATE KEY", pair.getPrivate().getEncoded()).text(),
                StandardOpenOption.TRUNCATE_EXISTING);
            Files.writeString(unfinished, new Pem("CERTIFICATE", certificate(pair, now)).text());
            Files.move(unfinished, certificate, StandardCopyOption.ATOMIC_MOVE);
        } catch (GeneralSecurityException e) {
            throw new IOException("A certificate could not be made: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException("A certificate could not be kept in " + folder + ": " + e.getMessage(), e);
        }
    }

    /// RFC 5280 §4.1.
    private static byte[] certificate(KeyPair pair, Instant now)
            throws GeneralSecurityException, IOException {
        var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        var name = new X500Name(SUBJECT);
        var body = new V3TBSCertificateGenerator();
        body.setSerialNumber(new ASN1Integer(new BigInteger(127, new SecureRandom())));
        body.setSignature(algorithm);
        body.setIssuer(name);
        body.setSubject(name);
        body.setStartDate(new Time(Date.from(now.minus(CLOCK_SKEW))));
        body.setEndDate(new Time(Date.from(now.plus(VALIDITY))));
        body.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        body.setExtensions(new Extensions(new Extension(Extension.subjectAlternativeName, false,
            names().getEncoded())));
        var tbs = body.generateTBSCertificate();
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(tbs.getEncoded());
        var parts = new ASN1EncodableVector();
        parts.add(tbs);
        parts.add(algorithm);
        parts.add(new DERBitString(signature.sign()));
        return new DERSequence(parts).getEncoded();
    }

    /// The names and addresses by which the machine knows itself.
    private static GeneralNames names() {
        Set<String> addresses = new LinkedHashSet<>(Set.of("127.0.0.1", "::1"));
        Set<String> hosts = new LinkedHashSet<>(Set.of("localhost"));
        try {
            var local = InetAddress.getLocalHost();
            hosts.add(local.getHostName());
            addresses.add(local.getHostAddress());
        } catch (UnknownHostException _) {
            // A machine without a name.
        }
        var names = new ASN1EncodableVector();
        hosts.forEach(host -> names.add(new GeneralName(GeneralName.dNSName, host)));
        addresses.forEach(address -> names.add(new GeneralName(GeneralName.iPAddress, address)));
        return GeneralNames.getInstance(new DERSequence(names));
    }
}
