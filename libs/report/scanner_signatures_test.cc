// Files that carry RSA signatures, and SM2 signatures beside another one.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/crypto/digest.h"
#include "libs/report/der.h"
#include "libs/report/sample_report.h"
#include "libs/report/scanner.h"
#include "libs/report/shape.h"
#include "libs/report/signed_parts.h"
#include "libs/report/signed_sample.h"

namespace creditproof::report {
namespace {

using Verdict = Scan::Verdict;

Verdict VerdictOf(absl::string_view pdf) {
  static const auto* const issuers = new auto(SampleIssuers());
  return ScanPdf(pdf, *issuers).verdict;
}

std::string SignatureIn(absl::string_view cms) {
  return std::string(SignatureWithin(cms));
}

// The sample with SM2 beside P-256, taken apart.
struct Sm2Fixture {
  Sm2Fixture()
      : pdf(SampleSignedBy(SignerWith(FirstKey::kP256, true))),
        cms(CmsOf(pdf)),
        sm2(BesideWithin(cms).sm2),
        sha256(DigestOf(crypto::Hash::kSha256, pdf)),
        sm3(DigestOf(crypto::Hash::kSm3, pdf)) {}

  // The file with `inner` in place of the SM2 signature, all else as it was.
  Verdict With(absl::string_view inner) const {
    return VerdictOf(
        WithCms(pdf, p256.Wrap(sha256, SignatureIn(cms), {inner})));
  }

  const CmsFrame p256 =
      CmsFrame::FromPem(TestKey("test-only-signer.pem")).value();
  const CmsFrame sm2_frame =
      CmsFrame::FromPem(TestKey("test-only-sm2-signer.pem")).value();
  const crypto::SigningKey sm2_key =
      crypto::SigningKey::FromAnyPem(TestKey("test-only-sm2-signer-key.pem"))
          .value();

  // A genuine SM2 signature over `digest`.
  std::string SignSm2(absl::string_view digest) const {
    return sm2_frame.Wrap(digest, sm2_key
                                      .Sign(sm2_frame.SignedAttributes(digest),
                                            crypto::SignatureForm::kDer)
                                      .value());
  }

  const std::string pdf;
  const std::string cms;
  const std::string sm2;
  const std::string sha256;
  const std::string sm3;
};

TEST_CASE("A report is genuine with RSA, and with SM2 beside either") {
  const FirstKey first = GENERATE(FirstKey::kP256, FirstKey::kRsa);
  const bool with_sm2 = GENERATE(false, true);
  const CmsSigner signer = SignerWith(first, with_sm2);
  const Scan scan = ScanPdf(SampleSignedBy(signer), SampleIssuers());
  CHECK(scan.rule.empty());
  CHECK(scan.verdict == Verdict::kGenuine);
  std::vector<std::string> signers;
  for (const CmsFrame& frame : signer.frames()) {
    signers.push_back(frame.key().fingerprint());
  }
  CHECK(scan.signers == signers);
}

TEST_CASE("No changed byte of a signature of any kind is genuine") {
  const FirstKey first = GENERATE(FirstKey::kP256, FirstKey::kRsa);
  std::string pdf = SampleSignedBy(SignerWith(first, true));
  REQUIRE(VerdictOf(pdf) == Verdict::kGenuine);
  std::size_t accepted = 0;
  for (std::size_t i = absl::string_view(pdf).rfind(kByteRangeOpen);
       i < pdf.size(); ++i) {
    const char original = pdf[i];
    for (const char other :
         {static_cast<char>(original ^ 1), original == '0' ? ' ' : '0'}) {
      pdf[i] = other;
      accepted += VerdictOf(pdf) == Verdict::kGenuine;
    }
    pdf[i] = original;
  }
  CHECK(accepted == 0);
}

TEST_CASE_METHOD(Sm2Fixture, "A new SM2 signature by the issuer is genuine") {
  REQUIRE(With(sm2) == Verdict::kGenuine);
  CHECK(With(SignSm2(sm3)) == Verdict::kGenuine);
}

TEST_CASE_METHOD(Sm2Fixture, "A demanded SM2 signature that is gone is seen") {
  CHECK(With("") == Verdict::kAltered);
  CHECK(VerdictOf(WithCms(pdf, WithUnsigned(cms, ""))) == Verdict::kAltered);
}

TEST_CASE_METHOD(Sm2Fixture, "Two SM2 signatures are altered") {
  const std::string attribute(der::At(cms, {1, 0, 4, 0, 6, 0}));
  REQUIRE(WithUnsigned(cms, attribute) == cms);
  CHECK(VerdictOf(WithCms(pdf, WithUnsigned(cms, attribute + attribute))) ==
        Verdict::kAltered);
  CHECK(With(sm2 + sm2) == Verdict::kAltered);
  CHECK(With(sm2 + SignSm2(sm3)) == Verdict::kAltered);
}

TEST_CASE_METHOD(Sm2Fixture, "Signatures in another order are altered") {
  const std::string alone = p256.Wrap(sha256, SignatureIn(cms));
  const std::string swapped = sm2_frame.Wrap(sm3, SignatureIn(sm2), {alone});
  CHECK(VerdictOf(WithCms(pdf, swapped)) == Verdict::kAltered);
  CHECK(VerdictOf(WithCms(pdf, sm2)) == Verdict::kAltered);
}

TEST_CASE_METHOD(Sm2Fixture, "An SM2 signature over other bytes is altered") {
  CHECK(With(SignSm2(crypto::Digest(crypto::Hash::kSm3, "another file"))) ==
        Verdict::kAltered);
  CHECK(With(SignSm2(sha256)) == Verdict::kAltered);
}

TEST_CASE_METHOD(Sm2Fixture, "An SM2 signature by another key is altered") {
  const CmsFrame other =
      CmsFrame::FromPem(TestKey("test-only-other-sm2-signer.pem")).value();
  const auto key = crypto::SigningKey::FromAnyPem(
      TestKey("test-only-other-sm2-signer-key.pem"));
  const std::string signature =
      key->Sign(other.SignedAttributes(sm3), crypto::SignatureForm::kDer)
          .value();
  CHECK(With(other.Wrap(sm3, signature)) == Verdict::kAltered);
  CHECK(With(sm2_frame.Wrap(sm3, signature)) == Verdict::kAltered);
  CHECK(With(other.Wrap(sm3, SignatureIn(sm2))) == Verdict::kAltered);
}

TEST_CASE_METHOD(Sm2Fixture, "An SM2 signature written otherwise is altered") {
  const std::string signature = SignatureIn(sm2);
  REQUIRE(With(sm2_frame.Wrap(sm3, signature)) == Verdict::kGenuine);
  std::string padded = signature;  // r with another zero in front: BER
  padded.insert(4, 1, '\0');
  ++padded[3];
  ++padded[1];
  CHECK(With(sm2_frame.Wrap(sm3, padded)) == Verdict::kAltered);
  CHECK(With(sm2_frame.Wrap(sm3, signature + '\0')) == Verdict::kAltered);
  CHECK(With(sm2 + '\0') == Verdict::kAltered);
  CHECK(With(sm2_frame.Wrap(sm3, signature, {sm2})) == Verdict::kAltered);
}

TEST_CASE_METHOD(Sm2Fixture, "An SM2 signature nobody demanded is altered") {
  const std::string plain = SampleSignedBy(SampleSigner());
  REQUIRE(VerdictOf(plain) == Verdict::kGenuine);
  const std::string inner = SignSm2(DigestOf(crypto::Hash::kSm3, plain));
  const std::string beside = p256.Wrap(DigestOf(crypto::Hash::kSha256, plain),
                                       SignatureIn(CmsOf(plain)), {inner});
  CHECK(VerdictOf(WithCms(plain, beside)) == Verdict::kAltered);
}

TEST_CASE_METHOD(Sm2Fixture, "Who lacks the SM2 certificate sees no proof") {
  CHECK(ScanPdf(pdf, {p256}).verdict == Verdict::kAltered);
  CHECK(ScanPdf(pdf, {sm2_frame}).verdict == Verdict::kAltered);
  CHECK(ScanPdf(pdf, {sm2_frame, p256}).verdict == Verdict::kGenuine);
}

TEST_CASE("An issuer's signature of another kind than demanded is altered") {
  const std::string plain = SampleSignedBy(SampleSigner());
  const std::string rsa =
      SignerWith(FirstKey::kRsa, false)
          .Sign({DigestOf(crypto::Hash::kSha256, plain), ""})
          .value();
  CHECK(VerdictOf(WithCms(plain, rsa)) == Verdict::kAltered);
}

}  // namespace
}  // namespace creditproof::report
