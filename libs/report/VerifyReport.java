// Verifies a report's signature, and the SM2 signature and the time stamp in its
// unsigned attributes, with Bouncy Castle: a second opinion that shares no code
// with ours.
// Usage: java -cp JARS VerifyReport.java FILE

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.encoders.Hex;

public final class VerifyReport {
  private static final ASN1ObjectIdentifier SM2_ATTRIBUTE =
      new ASN1ObjectIdentifier("2.25.36640917045811839768424944585978700311");

  public static void main(String[] arguments) throws Exception {
    byte[] pdf = Files.readAllBytes(Path.of(arguments[0]));
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    Matcher range =
        Pattern.compile("/ByteRange\\[0 (\\d+) (\\d+) (\\d+)\\] */Contents<").matcher(text);
    if (!range.find()) throw new Exception("no byte range");
    int first = Integer.parseInt(range.group(1));
    int second = Integer.parseInt(range.group(2));
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.write(pdf, 0, first);
    signed.write(pdf, second, Integer.parseInt(range.group(3)));
    byte[] cms = Hex.decodeStrict(text, first + 1, second - first - 2);

    // Zeros follow it.
    ContentInfo outer = ContentInfo.getInstance(new ASN1InputStream(cms).readObject());
    SignerInformation signer = verify(outer, signed.toByteArray());
    ContentInfo sm2 = beside(signer, SM2_ATTRIBUTE);
    if (sm2 != null) verify(sm2, signed.toByteArray());
    ContentInfo stamp = beside(signer, PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
    if (stamp != null) verifyStamp(new TimeStampToken(stamp), signer.getSignature());
  }

  private static ContentInfo beside(SignerInformation signer, ASN1ObjectIdentifier type) {
    if (signer.getUnsignedAttributes() == null) return null;
    Attribute attribute = signer.getUnsignedAttributes().get(type);
    return attribute == null ? null : ContentInfo.getInstance(attribute.getAttributeValues()[0]);
  }

  @SuppressWarnings("unchecked")
  private static void verifyStamp(TimeStampToken token, byte[] signature) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(signature);
    if (!Arrays.equals(digest, token.getTimeStampInfo().getMessageImprintDigest())) {
      throw new Exception("the time stamp is of something else");
    }
    X509CertificateHolder certificate =
        (X509CertificateHolder) token.getCertificates().getMatches(token.getSID()).iterator().next();
    token.validate(
        new JcaSimpleSignerInfoVerifierBuilder()
            .setProvider(new BouncyCastleProvider())
            .build(certificate));
    System.out.println(
        "stamped by " + certificate.getSubject().getRDNs(BCStyle.CN)[0].getFirst().getValue());
  }

  @SuppressWarnings("unchecked") // SignerId is a raw Selector
  private static SignerInformation verify(ContentInfo cms, byte[] document) throws Exception {
    CMSSignedData data = new CMSSignedData(new CMSProcessableByteArray(document), cms);
    SignerInformation signer = data.getSignerInfos().iterator().next();
    X509CertificateHolder certificate =
        (X509CertificateHolder) data.getCertificates().getMatches(signer.getSID()).iterator().next();
    boolean genuine =
        signer.verify(
            new JcaSimpleSignerInfoVerifierBuilder()
                .setProvider(new BouncyCastleProvider())
                .build(certificate));
    if (!genuine) throw new Exception("the signature does not match");
    System.out.println(signer.getEncryptionAlgOID() + " genuine");
    return signer;
  }
}
