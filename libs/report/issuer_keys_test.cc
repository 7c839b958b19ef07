#include "libs/report/issuer_keys.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "libs/report/key_folder_fixture.h"

namespace creditproof::report {
namespace {

using Fixture = KeyFolderFixture;

TEST_CASE_METHOD(Fixture, "Every key of a folder is loaded") {
  Write("signers/README.md", "no key");
  AddSigner("test-only-rsa-signer.pem");
  AddSigner("test-only-sm2-signer.pem");
  REQUIRE(LoadIssuerKeys(path()).ok());
  AddStamper("test-only-tsa.pem");
  const auto keys = LoadIssuerKeys(path());
  REQUIRE(keys.ok());
  CHECK(keys->signers.size() == 4);
  CHECK(keys->stampers.size() == 1);
  REQUIRE(keys->claims.size() == 1);
  CHECK(keys->claims.begin()->first == keys->claims.begin()->second.id());
  CHECK(keys->history.keys().size() == 6);
}

TEST_CASE_METHOD(Fixture, "A file that is no key is named") {
  const char* const file = GENERATE("signers/x.pem", "claims/x.pem");
  Write(file, "no key");
  const absl::Status status = LoadIssuerKeys(path()).status();
  CHECK(status.code() == absl::StatusCode::kInvalidArgument);
  CHECK_THAT(std::string(status.message()), Catch::Contains(file));
}

TEST_CASE_METHOD(Fixture, "A key without a history is named") {
  Write("signers/x.pem", TestKey("test-only-rsa-signer.pem"));
  const absl::Status status = LoadIssuerKeys(path()).status();
  CHECK(status.code() == absl::StatusCode::kInvalidArgument);
  CHECK_THAT(std::string(status.message()), Catch::Contains("signers/x.pem"));
}

TEST_CASE_METHOD(Fixture, "A key is for one thing only") {
  // A certificate reads as a public key, too.
  Write("claims/x.pem", TestKey("test-only-signer.pem"));
  const absl::Status status = LoadIssuerKeys(path()).status();
  CHECK(status.code() == absl::StatusCode::kInvalidArgument);
  CHECK_THAT(std::string(status.message()), Catch::Contains("PURPOSE_CLAIM"));
}

TEST_CASE_METHOD(Fixture, "Who stamps signs no reports, and the reverse") {
  AddStamper("test-only-tsa.pem");
  const auto [file, key, purpose] =
      GENERATE(table<std::string, std::string, std::string>(
          {{"signers/x.pem", "test-only-tsa.pem", "PURPOSE_REPORT"},
           {"stampers/x.pem", "test-only-signer.pem", "PURPOSE_TIME_STAMP"},
           {"stampers/x.pem", "test-only-other-tsa.pem",
            "PURPOSE_TIME_STAMP"}}));
  Write(file, TestKey(key));
  const absl::Status status = LoadIssuerKeys(path()).status();
  CHECK(status.code() == absl::StatusCode::kInvalidArgument);
  CHECK_THAT(std::string(status.message()), Catch::Contains(purpose));
}

TEST_CASE_METHOD(Fixture, "What ever signed is missed") {
  const std::string removed =
      GENERATE("signers/test-only-signer.pem", "claims/public-key.pem",
               "stampers/test-only-tsa.pem");
  Write("claims/other.pem", AddNewClaimKey());
  AddStamper("test-only-tsa.pem");
  REQUIRE(LoadIssuerKeys(path()).ok());

  std::filesystem::remove(path() / removed);

  const absl::Status status = LoadIssuerKeys(path()).status();
  CHECK(status.code() == absl::StatusCode::kInvalidArgument);
  CHECK_THAT(std::string(status.message()), Catch::Contains("never removed"));
}

TEST_CASE_METHOD(Fixture, "A key that waits for its certificate is no lack") {
  REQUIRE(history.Create(std::string(32, 'w'), kReport, kCreated).ok());
  WriteHistory();
  CHECK(LoadIssuerKeys(path()).ok());
}

TEST_CASE_METHOD(Fixture, "Claims are signed with P-256 alone") {
  Write("claims/x.pem", TestKey("test-only-sm2-signer.pem"));
  CHECK(LoadIssuerKeys(path()).status().code() ==
        absl::StatusCode::kInvalidArgument);
}

TEST_CASE_METHOD(Fixture, "A claim key that is there twice is named") {
  const auto claims = path() / "claims";
  const auto first = *std::filesystem::directory_iterator(claims);
  std::filesystem::copy_file(first, claims / "z.pem");
  const absl::Status status = LoadIssuerKeys(path()).status();
  CHECK(status.code() == absl::StatusCode::kInvalidArgument);
  CHECK_THAT(std::string(status.message()), Catch::Contains("z.pem"));
}

TEST_CASE_METHOD(Fixture, "A folder without keys or history is refused") {
  std::filesystem::remove_all(path() /
                              GENERATE("claims", "signers", "keys.textproto"));
  CHECK(LoadIssuerKeys(path()).status().code() == absl::StatusCode::kNotFound);
}

TEST_CASE_METHOD(Fixture, "A history that cannot be read is named") {
  Write("keys.textproto", "keys {}");
  const absl::Status status = LoadIssuerKeys(path()).status();
  CHECK(status.code() == absl::StatusCode::kInvalidArgument);
  CHECK_THAT(std::string(status.message()),
             Catch::Contains("keys.textproto: key"));
}

}  // namespace
}  // namespace creditproof::report
