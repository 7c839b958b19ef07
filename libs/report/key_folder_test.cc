#include "libs/report/key_folder.h"

#include <catch2/catch.hpp>
#include <string>

#include "libs/report/key_folder_fixture.h"

namespace creditproof::report {
namespace {

struct Fixture : KeyFolderFixture {
  // What the folder says now of the sample's signer.
  keys::State StateOfSigner() const {
    return keys->Keys()->history.Find(signer)->state();
  }

  absl::Time now = kCreated + absl::Hours(1);
  const std::string signer = FingerprintOf(TestKey("test-only-signer.pem"));
  const std::unique_ptr<KeyFolder> keys =
      KeyFolder::Open(path(), [this] { return now; }).value();
};

TEST_CASE_METHOD(Fixture, "A change of the folder holds within seconds") {
  REQUIRE(StateOfSigner() == keys::State::kActive);
  REQUIRE(history.Compromise(signer, now, now).ok());
  WriteHistory();
  const auto before = keys->Keys();

  now += GENERATE(1, -1) * KeyFolder::kMostAge;

  CHECK(StateOfSigner() == keys::State::kCompromised);
  CHECK(before->history.Find(signer)->state() == keys::State::kActive);
}

TEST_CASE_METHOD(Fixture, "What was readable last holds until it is again") {
  Write("keys.textproto", "keys {");
  now += KeyFolder::kMostAge;
  CHECK(StateOfSigner() == keys::State::kActive);
  REQUIRE(history.Retire(signer, now).ok());
  WriteHistory();

  now += KeyFolder::kMostAge;

  CHECK(StateOfSigner() == keys::State::kRetired);
}

TEST_CASE("A folder that cannot be read is not opened") {
  const testing::TempDirectory empty;
  CHECK(absl::IsNotFound(
      KeyFolder::Open(empty.path(), [] { return kCreated; }).status()));
}

}  // namespace
}  // namespace creditproof::report
