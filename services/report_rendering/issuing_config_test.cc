#include "services/report_rendering/issuing_config.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "libs/base/files.h"
#include "libs/report/shipped_templates.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::report_rendering {
namespace {

constexpr absl::Time kBefore = absl::FromUnixSeconds(1'795'000'000);

struct Fixture {
  testing::TempDirectory directory;
  config::v1::ReportRendering config;
  report::IssuerKeys issuer;

  Fixture() {
    CopyKeys("signer");
    config.set_signing_key_file("signer.key");
    config.set_signing_cert_file("signer.crt");
    Write("claim.key", *crypto::SigningKey::GeneratePem());
    Write("number.secret", std::string(32, 's'));
    config.set_claim_key_file("claim.key");
    config.set_number_secret_file("number.secret");
    config.set_claim_url_prefix("HTTPS://CREDIT.EXAMPLE/V/");
  }

  void Write(const std::string& name, const std::string& content) {
    REQUIRE(base::WriteFile(directory.path() / name, content).ok());
  }
  // The test key of this name, as the first or the SM2 signer's.
  void CopyKeys(const std::string& name, const std::string& as = "signer") {
    const auto keys = std::filesystem::path(CREDITPROOF_VECTORS) / "keys";
    Write(as + ".crt", *base::ReadFile(keys / ("test-only-" + name + ".pem")));
    Write(as + ".key",
          *base::ReadFile(keys / ("test-only-" + name + "-key.pem")));
  }
  void AddSm2() {
    CopyKeys("sm2-signer", "sm2");
    config.set_sm2_key_file("sm2.key");
    config.set_sm2_cert_file("sm2.crt");
  }
  absl::StatusCode Load() { return Loaded().status().code(); }
  absl::StatusOr<Issuing> Loaded() {
    const report::CmsSigner signer = *LoadSigner(config, directory.path());
    return LoadIssuing(
        config, directory.path(), signer, report::ShippedTemplates(),
        [this] { return std::make_shared<const report::IssuerKeys>(issuer); });
  }
  // Those that the configuration names, of old.
  void MakeKnown() {
    const auto claim = crypto::SigningKey::FromPem(
        *base::ReadFile(directory.path() / "claim.key"));
    MakeKnown(claim->verifying_key(), keys::v1::Key::PURPOSE_CLAIM);
    for (const auto& frame : LoadSigner(config, directory.path())->frames()) {
      MakeKnown(frame.key(), keys::v1::Key::PURPOSE_REPORT);
      issuer.signers.push_back(frame);
    }
  }
  void MakeKnown(const crypto::VerifyingKey& key,
                 keys::v1::Key::Purpose purpose) {
    REQUIRE(issuer.history.Create(key.fingerprint(), purpose, kBefore).ok());
    REQUIRE(issuer.history.Activate(key.fingerprint(), kBefore).ok());
  }
  absl::StatusCode LoadedSigner() {
    return LoadSigner(config, directory.path()).status().code();
  }
};

TEST_CASE_METHOD(Fixture, "A number secret has 32 bytes") {
  MakeKnown();
  CHECK(Load() == absl::StatusCode::kOk);
  Write("number.secret", std::string(31, 's'));
  CHECK(Load() == absl::StatusCode::kInvalidArgument);
}

TEST_CASE_METHOD(Fixture,
                 "A URL prefix that would make dead codes is refused") {
  const std::string prefix = GENERATE(
      as<std::string>(), "https://credit.example/v/",  // no alphanumeric mode
      "HTTPS://CREDIT.EXAMPLE/V",                      // runs into the claim
      "HTTPS://CREDIT.EXAMPLE/V/?C=",                  // likewise
      "HTTPS://" + std::string(100, 'A') + "/");       // too long

  config.set_claim_url_prefix(prefix);

  CHECK(Load() == absl::StatusCode::kInvalidArgument);
}

TEST_CASE_METHOD(Fixture, "Reports state what the configured keys sign with") {
  const bool rsa = GENERATE(false, true);
  const bool with_sm2 = GENERATE(false, true);
  if (rsa) CopyKeys("rsa-signer");
  if (with_sm2) AddSm2();

  MakeKnown();
  const auto issuing = Loaded();
  REQUIRE(issuing.ok());

  std::vector<report::v1::SignatureKind> expected = {
      rsa ? report::v1::SIGNATURE_KIND_PADES_RSA2048
          : report::v1::SIGNATURE_KIND_PADES_P256};
  if (with_sm2) expected.push_back(report::v1::SIGNATURE_KIND_SM2);
  CHECK(issuing->signatures == expected);
  CHECK(issuing->key_fingerprints.size() == 1 + expected.size());
}

TEST_CASE_METHOD(Fixture, "Nothing starts with a key that is not active") {
  AddSm2();
  CHECK(Load() == absl::StatusCode::kFailedPrecondition);
  MakeKnown();
  REQUIRE(Load() == absl::StatusCode::kOk);
  const auto& known = issuer.history.keys();
  REQUIRE(known.size() == 3);
  const std::string one = known[GENERATE(0, 1, 2)].fingerprint;
  const bool compromised = GENERATE(false, true);

  REQUIRE((compromised ? issuer.history.Compromise(one, kBefore, kBefore)
                       : issuer.history.Retire(one, kBefore))
              .ok());

  CHECK(Load() == absl::StatusCode::kFailedPrecondition);
}

TEST_CASE_METHOD(Fixture, "A certificate that no verifier has signs nothing") {
  if (GENERATE(false, true)) AddSm2();
  MakeKnown();
  const auto issuing = Loaded();
  REQUIRE(issuing.ok());

  // The key is known still, by a certificate that was renewed.
  issuer.signers.pop_back();

  CHECK(absl::IsFailedPrecondition(issuing->may_sign()));
  CHECK(Load() == absl::StatusCode::kFailedPrecondition);
}

TEST_CASE_METHOD(Fixture, "Who signs learns of a key's end while it runs") {
  MakeKnown();
  const auto issuing = Loaded();
  REQUIRE(issuing.ok());
  REQUIRE(issuing->may_sign().ok());

  REQUIRE(
      issuer.history.Retire(issuer.history.keys().back().fingerprint, kBefore)
          .ok());

  CHECK(absl::IsFailedPrecondition(issuing->may_sign()));
}

TEST_CASE_METHOD(Fixture, "A half or a wrong SM2 signer is refused") {
  AddSm2();
  REQUIRE(LoadedSigner() == absl::StatusCode::kOk);
  absl::StatusCode expected = absl::StatusCode::kInvalidArgument;
  SECTION("no key") { config.clear_sm2_key_file(); }
  SECTION("no certificate") { config.clear_sm2_cert_file(); }
  SECTION("another key") { config.set_sm2_key_file("claim.key"); }
  SECTION("a P-256 key") {
    config.set_sm2_key_file("signer.key");
    config.set_sm2_cert_file("signer.crt");
  }
  SECTION("no file") {
    config.set_sm2_key_file("nowhere.key");
    expected = absl::StatusCode::kNotFound;
  }
  CHECK(LoadedSigner() == expected);
}

}  // namespace
}  // namespace creditproof::report_rendering
