#include "libs/report/cms_signer.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/crypto/digest.h"
#include "libs/report/sample_report.h"
#include "libs/report/shape.h"
#include "libs/report/signed_sample.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::report {
namespace {

constexpr absl::string_view kDocument = "a document";

std::string Sign(const CmsSigner& signer) {
  DocumentHash hash(signer.with_sm3());
  hash.Update(kDocument);
  return signer.Sign(hash.Finish()).value();
}

// A folder with files by name, where programs run.
struct Folder {
  void Write(absl::string_view name, absl::string_view content) const {
    REQUIRE(base::WriteFile(folder.path() / std::string(name), content).ok());
  }

  // Whether `command` ends with status 0 there.
  bool Runs(absl::string_view command) const {
    return std::system(absl::StrCat("cd ", folder.path().c_str(), " && ",
                                    command, " >/dev/null 2>&1")
                           .c_str()) == 0;
  }

  testing::TempDirectory folder;
};

TEST_CASE_METHOD(Folder, "OpenSSL verifies the signature, attributes and all") {
  const FirstKey first = GENERATE(FirstKey::kP256, FirstKey::kRsa);
  const bool with_sm2 = GENERATE(false, true);
  Write("document", kDocument);
  Write("cms", Sign(SignerWith(first, with_sm2)));
  Write("ca", AuthorityOf(first));
  const absl::string_view verify =
      "openssl cms -verify -cades -binary -inform DER -in cms -content "
      "document "
      "-CAfile ca -purpose any";
  CHECK(Runs(verify));
  Write("document", "another document");
  CHECK_FALSE(Runs(verify));
}

// OpenSSL 3.0 knows SM2 but not within CMS: it is given the parts.
TEST_CASE_METHOD(Folder, "OpenSSL verifies the value of the SM2 signature") {
  const std::string cms = Sign(SignerWith(FirstKey::kP256, true));
  const CmsFrame frame =
      CmsFrame::FromPem(TestKey("test-only-sm2-signer.pem")).value();
  const absl::string_view sm2 = BesideWithin(cms).sm2;
  Write("sm2", sm2);
  Write("signature", SignatureWithin(sm2));
  Write("attributes",
        frame.SignedAttributes(crypto::Digest(crypto::Hash::kSm3, kDocument)));
  Write("key", frame.key().Pem());
  const absl::string_view verify =
      "openssl dgst -sm3 -sigopt distid:1234567812345678 -verify key "
      "-signature signature attributes";
  CHECK(Runs(verify));
  CHECK(Runs("openssl cms -cmsout -print -inform DER -in sm2"));
  Write("attributes",
        frame.SignedAttributes(crypto::Digest(crypto::Hash::kSm3, "another")));
  CHECK_FALSE(Runs(verify));
}

TEST_CASE("A CMS is rebuilt from digests and signatures alone") {
  const FirstKey first = GENERATE(FirstKey::kP256, FirstKey::kRsa);
  const CmsSigner signer = SignerWith(first, true);
  const CmsFrame sm2 =
      CmsFrame::FromPem(TestKey("test-only-sm2-signer.pem")).value();
  const std::string cms = Sign(signer);
  const std::string inner =
      sm2.Wrap(crypto::Digest(crypto::Hash::kSm3, kDocument),
               SignatureWithin(BesideWithin(cms).sm2));
  CHECK(signer.frame().Wrap(crypto::Sha256(kDocument), SignatureWithin(cms),
                            {inner}) == cms);
}

// What was signed before there was SM2 is made anew for ever.
TEST_CASE("The CMS around a P-256 signature is what it always was") {
  const CmsFrame frame =
      CmsFrame::FromPem(TestKey("test-only-signer.pem")).value();
  const std::string cms =
      frame.Wrap(crypto::Sha256(kDocument), std::string(70, 's'));
  CHECK(absl::BytesToHexString(crypto::Sha256(cms)) ==
        "d6552b165d1705683851d4f5469fa096971259a94201871d227bab166201e867");
}

TEST_CASE("A key of another certificate is refused") {
  CHECK(CmsSigner::Make(TestKey("test-only-signer.pem"),
                        TestKey("test-only-other-signer-key.pem"))
            .status()
            .code() == absl::StatusCode::kInvalidArgument);
  CmsSigner signer = SampleSigner();
  CHECK(signer
            .AddSm2(TestKey("test-only-sm2-signer.pem"),
                    TestKey("test-only-other-sm2-signer-key.pem"))
            .code() == absl::StatusCode::kInvalidArgument);
}

TEST_CASE("SM2 signs beside another key, and nothing else does") {
  CHECK(CmsSigner::Make(TestKey("test-only-sm2-signer.pem"),
                        TestKey("test-only-sm2-signer-key.pem"))
            .status()
            .code() == absl::StatusCode::kInvalidArgument);
  CmsSigner signer = SampleSigner();
  CHECK(signer
            .AddSm2(TestKey("test-only-other-signer.pem"),
                    TestKey("test-only-other-signer-key.pem"))
            .code() == absl::StatusCode::kInvalidArgument);
  CHECK(signer.kinds() ==
        std::vector<v1::SignatureKind>{v1::SIGNATURE_KIND_PADES_P256});
}

TEST_CASE("No signature is longer than there was room for") {
  const bool with_sm2 = GENERATE(false, true);
  const FirstKey first = GENERATE(FirstKey::kP256, FirstKey::kRsa);
  const CmsSigner signer = SignerWith(first, with_sm2);
  for (int i = 0; i < 20; ++i) CHECK(Sign(signer).size() <= signer.MostBytes());
  CHECK(signer.MostBytes() < signer.BytesKept());
  const bool is_short = first == FirstKey::kP256 && !with_sm2;
  CHECK(signer.BytesKept() == (is_short ? kP256Bytes : kLongBytes));
}

}  // namespace
}  // namespace creditproof::report
