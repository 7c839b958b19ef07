#include "tools/creditproof/sync_loop.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <vector>

#include "libs/base/files.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::tool {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'790'000'000);

// A folder, a loop over it, and a platform that answers as it is told.
struct Fixture {
  explicit Fixture(const std::map<std::string, absl::StatusOr<Place>>& told)
      : answers(told) {
    for (const auto& [name, answer] : told) {
      REQUIRE(base::WriteFile(directory.path() / name, name).ok());
    }
  }
  absl::StatusOr<Round> Once() { return loop.Once(); }
  bool Has(const std::string& name) const {
    return std::filesystem::exists(directory.path() / name);
  }

  testing::TempDirectory directory;
  std::map<std::string, absl::StatusOr<Place>> answers;
  std::vector<std::string> delivered;
  std::unique_ptr<DroppedFolder> folder =
      DroppedFolder::Open(directory.path(), Completeness::kByName).value();
  SyncLoop loop{*folder,
                [this](const std::filesystem::path& file) {
                  delivered.push_back(file.filename());
                  return answers.at(file.filename());
                },
                [] { return kNow; }};
};

TEST_CASE("A round delivers every file and puts it where it belongs") {
  Fixture fixture({{"a.csv", Place::kDone}, {"b.csv", Place::kRejected}});

  const auto round = fixture.Once();

  REQUIRE(round.ok());
  CHECK(round->finished == 2);
  CHECK(round->came_back == 1);
  CHECK(round->failed.ok());
  CHECK(fixture.Has("done/a.csv"));
  CHECK(fixture.Has("rejected/b.csv"));
  CHECK(fixture.Once()->finished == 0);
  CHECK(fixture.delivered.size() == 2);
}

TEST_CASE(
    "A platform that is away is asked once a round, and nothing is lost") {
  Fixture fixture(
      {{"a.csv", absl::UnavailableError("away")}, {"b.csv", Place::kDone}});

  CHECK(absl::IsUnavailable(fixture.Once()->failed));
  CHECK(fixture.delivered == std::vector<std::string>{"a.csv"});
  fixture.answers.at("a.csv") = Place::kDone;

  CHECK(fixture.Once()->finished == 2);
  CHECK(fixture.Has("done/a.csv"));
  CHECK(fixture.Has("done/b.csv"));
}

// A user for whom modes of files count, to whom the folder belongs; root may
// read all.
class Clerk {
 public:
  explicit Clerk(const std::filesystem::path& folder) {
    if (geteuid() != 0) return;
    Give(folder);
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(folder)) {
      Give(entry.path());
    }
    REQUIRE(seteuid(kNobody) == 0);
    was_root_ = true;
  }
  ~Clerk() {
    if (was_root_ && seteuid(0) != 0) std::abort();
  }

 private:
  static constexpr uid_t kNobody = 65534;

  static void Give(const std::filesystem::path& path) {
    REQUIRE(chown(path.c_str(), kNobody, kNobody) == 0);
  }

  bool was_root_ = false;
};

TEST_CASE("A file that may not be read keeps no other waiting") {
  Fixture fixture({{"a.csv", Place::kDone}, {"b.csv", Place::kDone}});
  const Clerk clerk(fixture.directory.path());
  const std::filesystem::path secret = fixture.directory.path() / "a.csv";
  std::filesystem::permissions(secret, std::filesystem::perms::none);

  const auto round = fixture.Once();
  REQUIRE(round.ok());
  CHECK_FALSE(round->failed.ok());
  CHECK(fixture.Has("a.csv"));
  CHECK(fixture.Has("done/b.csv"));

  std::filesystem::permissions(secret, std::filesystem::perms::owner_read);
  CHECK(fixture.Once()->finished == 1);
  CHECK(fixture.Has("done/a.csv"));
}

TEST_CASE("A file that the platform will not have yet keeps no other waiting") {
  Fixture fixture({{"a.csv", absl::PermissionDeniedError("not yours")},
                   {"b.csv", Place::kDone}});

  const auto round = fixture.Once();

  CHECK(absl::IsPermissionDenied(round->failed));
  CHECK(round->finished == 1);
  CHECK(fixture.Has("done/b.csv"));
  CHECK_FALSE(fixture.Has("done/a.csv"));
  CHECK(fixture.folder->Taken().value() == std::vector<std::string>{"a.csv"});
}

TEST_CASE("A folder that cannot be written is said, and its files stay") {
  Fixture fixture({{"a.csv", Place::kDone}});
  std::filesystem::remove(fixture.directory.path() / "done");

  CHECK_FALSE(fixture.Once()->failed.ok());
  std::filesystem::create_directory(fixture.directory.path() / "done");

  CHECK(fixture.Once()->finished == 1);
  CHECK(fixture.Has("done/a.csv"));
}

TEST_CASE("Waits grow to five minutes with some chance, and fall on success") {
  double chance = 0;
  Backoff backoff([&] { return chance; });
  const absl::StatusOr<Round> good = Round{};
  const absl::StatusOr<Round> bad = Round{0, 0, absl::UnavailableError("away")};

  CHECK(WaitAfter(bad, backoff) == absl::Seconds(1));
  CHECK(WaitAfter(bad, backoff) == absl::Seconds(2));
  chance = 0.5;
  CHECK(WaitAfter(bad, backoff) == absl::Seconds(3));
  for (int i = 0; i < 20; ++i) WaitAfter(bad, backoff);
  CHECK(WaitAfter(bad, backoff) == absl::Seconds(225));
  CHECK(WaitAfter(good, backoff) == absl::Seconds(2));
  chance = 0;
  CHECK(WaitAfter(absl::UnavailableError("disk"), backoff) == absl::Seconds(1));
}

}  // namespace
}  // namespace creditproof::tool
