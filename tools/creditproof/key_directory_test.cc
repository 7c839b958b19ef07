#include "tools/creditproof/key_directory.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/report/cms_signer.h"
#include "libs/report/issuer_keys.h"
#include "libs/testing/process.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::tool {
namespace {

using crypto::Algorithm;
using keys::v1::Key;

constexpr absl::Time kNow = absl::FromUnixSeconds(1'795'000'000);

struct Fixture {
  Fixture() { std::filesystem::create_directory(keys()); }

  std::filesystem::path keys() const { return folder.path() / "keys"; }
  std::filesystem::path File(const std::string& name) const {
    return folder.path() / name;
  }
  std::string Read(const std::string& name) const {
    return base::ReadFile(File(name)).value();
  }
  KeyDirectory Open() const { return KeyDirectory::Open(keys()).value(); }
  // As it is on disk.
  keys::KeyHistory History() const {
    return keys::KeyHistory::Parse(Read("keys/keys.textproto")).value();
  }
  keys::State StateOf(const std::string& fingerprint) const {
    return History().Find(fingerprint)->state();
  }

  NewKey Claim(const std::string& name = "claim.key") const {
    NewKey key;
    key.purpose = Key::PURPOSE_CLAIM;
    key.private_file = File(name);
    return key;
  }
  NewKey Signer(Algorithm algorithm = Algorithm::kP256) const {
    NewKey key;
    key.purpose = Key::PURPOSE_REPORT;
    key.algorithm = algorithm;
    key.private_file = File("signer.key");
    key.request_file = File("signer.csr");
    key.organisation = "黑龙江省公共信用信息平台";
    return key;
  }
  // By an authority of the test's own, as deploy/local/make-pki does.
  std::string Certified(Algorithm algorithm) const {
    Run({"/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
         "ec_paramgen_curve:P-256", "-nodes", "-keyout", File("ca.key"), "-out",
         File("ca.crt"), "-subj", "/CN=test"});
    std::vector<std::string> sign = {"/usr/bin/openssl",
                                     "x509",
                                     "-req",
                                     "-in",
                                     File("signer.csr"),
                                     "-CA",
                                     File("ca.crt"),
                                     "-CAkey",
                                     File("ca.key"),
                                     "-out",
                                     File("signer.crt")};
    if (algorithm == Algorithm::kSm2) {
      sign.insert(sign.end(), {"-vfyopt", "distid:1234567812345678"});
    }
    Run(sign);
    return Read("signer.crt");
  }
  // The certificate of a time stamp authority.
  std::string Authority(
      const std::string& usage = "critical,timeStamping") const {
    std::vector<std::string> make = {
        "/usr/bin/openssl", "req",           "-x509",
        "-newkey",          "rsa:2048",      "-nodes",
        "-keyout",          File("tsa.key"), "-out",
        File("tsa.crt"),    "-subj",         "/CN=test"};
    if (!usage.empty()) {
      make.insert(make.end(), {"-addext", "extendedKeyUsage=" + usage});
    }
    Run(make);
    return Read("tsa.crt");
  }
  // With a signer beside, which every folder has.
  void CheckServicesTakeIt() const {
    if (!std::filesystem::exists(File("signer.key"))) {
      const std::string signer = Open().Create(Signer(), kNow).value();
      const std::string certificate = Certified(Algorithm::kP256);
      REQUIRE(Open().Activate(signer, certificate, kNow).ok());
    }
    const absl::Status loaded = report::LoadIssuerKeys(keys()).status();
    INFO(loaded);
    CHECK(loaded.ok());
  }
  static void Run(const std::vector<std::string>& command) {
    const testing::Ended ended = testing::Run(command);
    INFO(ended.err);
    REQUIRE(ended.exit_status == 0);
  }

  const testing::TempDirectory folder;
};

TEST_CASE_METHOD(Fixture, "A claim key is made, private and public apart") {
  const auto fingerprint = Open().Create(Claim(), kNow);
  REQUIRE(fingerprint.ok());

  const auto key = crypto::SigningKey::FromPem(Read("claim.key"));
  REQUIRE(key.ok());
  CHECK(key->verifying_key().fingerprint() == *fingerprint);
  CHECK_THAT(Read("claim.key"), Catch::StartsWith("-----BEGIN PRIVATE KEY"));
  using std::filesystem::perms;
  CHECK(std::filesystem::status(File("claim.key")).permissions() ==
        (perms::owner_read | perms::owner_write));
  const std::string name = absl::BytesToHexString(*fingerprint).substr(0, 16);
  CHECK(Read("keys/claims/" + name + ".pem") == key->verifying_key().Pem());
  CHECK(StateOf(*fingerprint) == keys::State::kCreated);
}

TEST_CASE_METHOD(Fixture, "A signer is made, certified, and signs") {
  const Algorithm algorithm =
      GENERATE(Algorithm::kP256, Algorithm::kRsa2048, Algorithm::kSm2);
  KeyDirectory directory = Open();
  const auto claim = directory.Create(Claim(), kNow);
  REQUIRE(directory.Activate(*claim, "", kNow).ok());
  const auto fingerprint = directory.Create(Signer(algorithm), kNow);
  REQUIRE(fingerprint.ok());
  const std::string certificate = Certified(algorithm);

  const absl::Status activated =
      directory.Activate(*fingerprint, certificate, kNow);

  INFO(activated);
  REQUIRE(activated.ok());
  CHECK(StateOf(*fingerprint) == keys::State::kActive);
  const auto keys = report::LoadIssuerKeys(Fixture::keys());
  REQUIRE(keys.ok());
  REQUIRE(keys->signers.size() == 1);
  CHECK(keys->signers.front().key().fingerprint() == *fingerprint);
  CHECK(keys->history.CheckMaySign({*claim, *fingerprint}).ok());
  if (algorithm == Algorithm::kSm2) return;  // signs beside another
  CHECK(report::CmsSigner::Make(certificate, Read("signer.key")).ok());
}

TEST_CASE_METHOD(Fixture, "A time stamp authority is trusted once") {
  const std::string certificate = Authority();

  const auto fingerprint = Open().Trust(certificate, kNow);

  REQUIRE(fingerprint.ok());
  CHECK(StateOf(*fingerprint) == keys::State::kActive);
  CHECK(History().CheckActive(*fingerprint, Key::PURPOSE_TIME_STAMP).ok());
  const std::string name = absl::BytesToHexString(*fingerprint).substr(0, 16);
  CHECK(Read("keys/stampers/" + name + ".pem") == certificate);
  CHECK(absl::IsAlreadyExists(Open().Trust(certificate, kNow).status()));
  CHECK(absl::IsInvalidArgument(Open().Trust("no PEM", kNow).status()));
}

TEST_CASE_METHOD(Fixture, "A certificate for other ends stamps nothing") {
  const std::string usage =
      GENERATE("", "timeStamping", "critical,timeStamping,emailProtection");
  CHECK(absl::IsInvalidArgument(Open().Trust(Authority(usage), kNow).status()));
  CHECK(Open().history().keys().empty());
}

// The writes that come after a kill are made to fail instead.
TEST_CASE_METHOD(Fixture, "A claim key cut off in its making is no key yet") {
  REQUIRE(base::WriteFile(keys() / "claims", "in the way").ok());
  REQUIRE_FALSE(Open().Create(Claim(), kNow).ok());

  REQUIRE(History().keys().size() == 1);
  const std::string key = History().keys()[0].fingerprint;
  CHECK(StateOf(key) == keys::State::kCreated);
  const absl::Status status = Open().Activate(key, "", kNow);
  CHECK(absl::IsFailedPrecondition(status));
  CHECK_THAT(std::string(status.message()),
             Catch::Contains("create another key"));
  std::filesystem::remove(keys() / "claims");
  const std::string other = Open().Create(Claim("other.key"), kNow).value();
  CHECK(Open().Activate(other, "", kNow).ok());
  CheckServicesTakeIt();
}

TEST_CASE_METHOD(Fixture,
                 "An authority cut off in its trusting is gone on with") {
  const std::string claim = Open().Create(Claim(), kNow).value();
  REQUIRE(Open().Activate(claim, "", kNow).ok());
  const std::string certificate = Authority();
  REQUIRE(base::WriteFile(keys() / "stampers", "in the way").ok());
  REQUIRE_FALSE(Open().Trust(certificate, kNow).ok());
  CHECK(History().keys()[1].state() == keys::State::kCreated);
  CheckServicesTakeIt();
  std::filesystem::remove(keys() / "stampers");

  const auto trusted = Open().Trust(certificate, kNow);

  REQUIRE(trusted.ok());
  CHECK(StateOf(*trusted) == keys::State::kActive);
  CheckServicesTakeIt();
}

TEST_CASE_METHOD(Fixture, "Each change is on disk") {
  const std::string key = Open().Create(Claim(), kNow).value();
  REQUIRE(Open().Activate(key, "", kNow).ok());
  CHECK(StateOf(key) == keys::State::kActive);
  REQUIRE(Open().Retire(key, kNow).ok());
  CHECK(StateOf(key) == keys::State::kRetired);
  REQUIRE(Open().Compromise(key, kNow - absl::Hours(1), kNow).ok());
  CHECK(StateOf(key) == keys::State::kCompromised);
  CHECK(History().RevokedAt(key, kNow - absl::Hours(1)));
}

TEST_CASE_METHOD(Fixture, "No private key is overwritten or published") {
  REQUIRE(Open().Create(Claim(), kNow).ok());
  const std::string before = Read("claim.key");

  CHECK(absl::IsAlreadyExists(Open().Create(Claim(), kNow).status()));
  CHECK(absl::IsInvalidArgument(
      Open().Create(Claim("keys/claims/a.key"), kNow).status()));
  CHECK(absl::IsInvalidArgument(
      Open().Create(Claim("other/../keys/a.key"), kNow).status()));

  CHECK(Read("claim.key") == before);
  CHECK_FALSE(std::filesystem::exists(File("keys/a.key")));
  CHECK(Open().history().keys().size() == 1);
}

TEST_CASE_METHOD(Fixture, "A key that makes no sense is not made") {
  NewKey key = Claim();
  SECTION("a claim key of SM2") { key.algorithm = Algorithm::kSm2; }
  SECTION("a claim key with a request") { key.request_file = File("x.csr"); }
  SECTION("a signer without request") {
    key = Signer();
    key.request_file.clear();
  }
  SECTION("a signer without name") {
    key = Signer();
    key.organisation.clear();
  }
  CHECK(absl::IsInvalidArgument(Open().Create(key, kNow).status()));
  CHECK_FALSE(std::filesystem::exists(key.private_file));
  CHECK(Open().history().keys().empty());
}

TEST_CASE_METHOD(Fixture, "A signer is activated with its own certificate") {
  const std::string claim = Open().Create(Claim(), kNow).value();
  const std::string signer = Open().Create(Signer(), kNow).value();
  const std::string own = Certified(Algorithm::kP256);

  CHECK(absl::IsInvalidArgument(Open().Activate(signer, "", kNow)));
  CHECK(absl::IsInvalidArgument(Open().Activate(signer, Read("ca.crt"), kNow)));
  CHECK(absl::IsInvalidArgument(Open().Activate(signer, "no key", kNow)));
  CHECK(absl::IsInvalidArgument(Open().Activate(claim, own, kNow)));
  CHECK(StateOf(signer) == keys::State::kCreated);
  CHECK(StateOf(claim) == keys::State::kCreated);
  CHECK(Open().Activate(signer, own, kNow).ok());
}

TEST_CASE_METHOD(Fixture, "A key is named by the first of its digits") {
  const std::string key = Open().Create(Claim(), kNow).value();
  const std::string digits = absl::BytesToHexString(key);
  const KeyDirectory directory = Open();

  CHECK(*directory.FingerprintOf(digits.substr(0, 8)) == key);
  CHECK(*directory.FingerprintOf(digits) == key);
  CHECK(absl::IsInvalidArgument(
      directory.FingerprintOf(digits.substr(0, 7)).status()));
  CHECK(absl::IsNotFound(directory.FingerprintOf("00000000").status()));
}

TEST_CASE_METHOD(Fixture, "Changes at the same time are all kept") {
  constexpr int kKeys = 20;
  std::vector<std::thread> threads;
  for (int i = 0; i < kKeys; ++i) {
    threads.emplace_back([this, i] {
      const NewKey key = Claim(absl::StrCat(i, ".key"));
      if (!Open().Create(key, kNow).ok()) std::abort();
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(History().keys().size() == kKeys);
}

TEST_CASE_METHOD(Fixture, "A history that cannot be read is not written over") {
  REQUIRE(base::WriteFile(keys() / "keys.textproto", "keys {").ok());
  const absl::Status status = KeyDirectory::Open(keys()).status();
  CHECK(absl::IsInvalidArgument(status));
  CHECK_THAT(std::string(status.message()), Catch::Contains("keys.textproto"));
}

}  // namespace
}  // namespace creditproof::tool
