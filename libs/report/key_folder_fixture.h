// A key directory of test keys, for tests.
#pragma once

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "libs/base/files.h"
#include "libs/crypto/signing.h"
#include "libs/keys/key_history.h"
#include "libs/report/sample_report.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::report {

inline constexpr auto kReport = keys::v1::Key::PURPOSE_REPORT;
inline constexpr auto kClaim = keys::v1::Key::PURPOSE_CLAIM;
inline constexpr absl::Time kCreated = absl::FromUnixSeconds(1'795'000'000);

// Two signers and a claim key, all active.
class KeyFolderFixture {
 public:
  KeyFolderFixture() {
    std::filesystem::create_directory(path() / "signers");
    std::filesystem::create_directory(path() / "claims");
    AddSigner("test-only-signer.pem");
    AddSigner("test-only-other-signer.pem");
    Write("claims/public-key.pem", TestKey("../claim/public-key.pem"));
    AddActive(TestKey("../claim/public-key.pem"), kClaim);
  }

  const std::filesystem::path& path() const { return folder_.path(); }

  void Write(const std::string& file, const std::string& content) {
    REQUIRE(base::WriteFile(path() / file, content).ok());
  }
  void WriteHistory() { Write("keys.textproto", history.Text()); }

  void AddSigner(const std::string& name) {
    Write("signers/" + name, TestKey(name));
    AddActive(TestKey(name), kReport);
  }
  void AddStamper(const std::string& name) {
    std::filesystem::create_directory(path() / "stampers");
    Write("stampers/" + name, TestKey(name));
    AddActive(TestKey(name), keys::v1::Key::PURPOSE_TIME_STAMP);
  }
  // The PEM of an active one, without its file.
  std::string AddNewClaimKey() {
    const auto key =
        crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem());
    AddActive(key->verifying_key().Pem(), kClaim);
    return key->verifying_key().Pem();
  }

  static std::string FingerprintOf(const std::string& pem) {
    return crypto::VerifyingKey::FromAnyPem(pem).value().fingerprint();
  }

  keys::KeyHistory history;

 private:
  void AddActive(const std::string& pem, keys::v1::Key::Purpose purpose) {
    REQUIRE(history.Create(FingerprintOf(pem), purpose, kCreated).ok());
    REQUIRE(history.Activate(FingerprintOf(pem), kCreated).ok());
    WriteHistory();
  }

  testing::TempDirectory folder_;
};

}  // namespace creditproof::report
