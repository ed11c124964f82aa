package stream.net.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// The forms in which tools write private keys. Java reads PKCS#8; the older forms, which name their
/// kind in the label, are wrapped into it.
final class PrivateKeys {
    private PrivateKeys() {}

    static boolean isKey(Pem block) {
        return block.label().endsWith("PRIVATE KEY");
    }

    /// @throws GeneralSecurityException when the block holds no key that can be used
    static PrivateKey parse(Pem block) throws GeneralSecurityException {
        try {
            var info = switch (block.label()) {
                case "PRIVATE KEY" -> PrivateKeyInfo.getInstance(block.der());
                case "RSA PRIVATE KEY" -> new PrivateKeyInfo( // PKCS#1
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                    RSAPrivateKey.getInstance(block.der()));
                case "EC PRIVATE KEY" -> { // SEC 1
                    var key = ECPrivateKey.getInstance(block.der());
                    var curve = key.getParametersObject();
                    yield new PrivateKeyInfo(
                        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), key);
                }
                default -> throw new GeneralSecurityException(
                    "a " + block.label() + " cannot be read; is it protected by a password?");
            };
            var algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
            boolean rsa = algorithm.equals(PKCSObjectIdentifiers.rsaEncryption);
            boolean ec = algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey);
            return KeyFactory.getInstance(rsa ? "RSA" : ec ? "EC" : "EdDSA")
                .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
        } catch (IOException | IllegalArgumentException e) {
            throw new GeneralSecurityException("the private key is damaged", e);
        }
    }
}
