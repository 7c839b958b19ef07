#include "services/report_rendering/issuing_config.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "libs/base/files.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::report_rendering {
namespace {

struct Fixture {
  testing::TempDirectory directory;
  config::v1::ReportRendering config;

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
  absl::StatusCode Load() {
    return LoadIssuing(config, directory.path(),
                       *LoadSigner(config, directory.path()))
        .status()
        .code();
  }
  absl::StatusCode LoadedSigner() {
    return LoadSigner(config, directory.path()).status().code();
  }
};

TEST_CASE_METHOD(Fixture, "A number secret has 32 bytes") {
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

  const auto signer = LoadSigner(config, directory.path());
  REQUIRE(signer.ok());
  const auto issuing = LoadIssuing(config, directory.path(), *signer);
  REQUIRE(issuing.ok());

  std::vector<report::v1::SignatureKind> expected = {
      rsa ? report::v1::SIGNATURE_KIND_PADES_RSA2048
          : report::v1::SIGNATURE_KIND_PADES_P256};
  if (with_sm2) expected.push_back(report::v1::SIGNATURE_KIND_SM2);
  CHECK(issuing->signatures == expected);
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
