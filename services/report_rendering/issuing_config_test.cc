#include "services/report_rendering/issuing_config.h"

#include <catch2/catch.hpp>
#include <string>

#include "libs/base/files.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::report_rendering {
namespace {

struct Fixture {
  testing::TempDirectory directory;
  config::v1::ReportRendering config;

  Fixture() {
    Write("claim.key", *crypto::SigningKey::GeneratePem());
    Write("number.secret", std::string(32, 's'));
    config.set_claim_key_file("claim.key");
    config.set_number_secret_file("number.secret");
    config.set_claim_url_prefix("HTTPS://CREDIT.EXAMPLE/V/");
  }

  void Write(const std::string& name, const std::string& content) {
    REQUIRE(base::WriteFile(directory.path() / name, content).ok());
  }
  absl::StatusCode Load() {
    return LoadIssuing(config, directory.path()).status().code();
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

}  // namespace
}  // namespace creditproof::report_rendering
