#include "libs/report/issuer_keys.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "libs/base/files.h"
#include "libs/report/sample_report.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::report {
namespace {

struct Fixture {
  Fixture() {
    std::filesystem::create_directory(folder.path() / "signers");
    std::filesystem::create_directory(folder.path() / "claims");
    Write("signers/2024.pem", TestKey("test-only-signer.pem"));
    Write("signers/2026.pem", TestKey("test-only-other-signer.pem"));
    Write("claims/2024.pem", TestKey("../claim/public-key.pem"));
  }

  void Write(const char* file, const std::string& content) {
    REQUIRE(base::WriteFile(folder.path() / file, content).ok());
  }

  testing::TempDirectory folder;
};

TEST_CASE_METHOD(Fixture, "Every key of a folder is loaded") {
  Write("signers/README.md", "no key");
  Write("signers/rsa.pem", TestKey("test-only-rsa-signer.pem"));
  Write("signers/sm2.pem", TestKey("test-only-sm2-signer.pem"));
  const auto keys = LoadIssuerKeys(folder.path());
  REQUIRE(keys.ok());
  CHECK(keys->signers.size() == 4);
  REQUIRE(keys->claims.size() == 1);
  CHECK(keys->claims.begin()->first == keys->claims.begin()->second.id());
}

TEST_CASE_METHOD(Fixture, "A file that is no key is named") {
  const char* const file = GENERATE("signers/x.pem", "claims/x.pem");
  Write(file, "no key");
  const absl::Status status = LoadIssuerKeys(folder.path()).status();
  CHECK(status.code() == absl::StatusCode::kInvalidArgument);
  CHECK_THAT(std::string(status.message()), Catch::Contains(file));
}

TEST_CASE_METHOD(Fixture, "Claims are signed with P-256 alone") {
  Write("claims/x.pem", TestKey("test-only-sm2-signer.pem"));
  CHECK(LoadIssuerKeys(folder.path()).status().code() ==
        absl::StatusCode::kInvalidArgument);
}

TEST_CASE_METHOD(Fixture, "A claim key that is there twice is named") {
  const auto claims = folder.path() / "claims";
  const auto first = *std::filesystem::directory_iterator(claims);
  std::filesystem::copy_file(first, claims / "z.pem");
  const absl::Status status = LoadIssuerKeys(folder.path()).status();
  CHECK(status.code() == absl::StatusCode::kInvalidArgument);
  CHECK_THAT(std::string(status.message()), Catch::Contains("z.pem"));
}

TEST_CASE_METHOD(Fixture, "A folder without keys is refused") {
  std::filesystem::remove_all(folder.path() / "claims");
  CHECK(LoadIssuerKeys(folder.path()).status().code() ==
        absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace creditproof::report
