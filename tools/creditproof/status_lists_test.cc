#include "tools/creditproof/status_lists.h"

#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "libs/base/files.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::tool {
namespace {

using status_list::StatusList;
using Standing = StatusLists::Standing;

constexpr absl::Time kMade = absl::FromUnixSeconds(1'795'000'000);
constexpr std::uint32_t kPartitions = 4;

class Fixture {
 public:
  Fixture() {
    std::filesystem::create_directories(keys() / "status");
    REQUIRE(
        base::WriteFile(keys() / "status" / "a.pem", key_.verifying_key().Pem())
            .ok());
  }

  // Of partition 1: the first report stands, the second does not.
  StatusList List(absl::Time made = kMade) const {
    StatusList list;
    list.made = made;
    list.next_update = made + absl::Hours(1);
    list.end = made + absl::Hours(24);
    list.partition_count = kPartitions;
    list.sections[1].Set(0, false);
    list.sections[1].Set(1, true);
    return list;
  }

  absl::StatusOr<StatusLists> Read(const std::vector<StatusList>& lists,
                                   absl::Duration age) const {
    std::string bytes;
    for (const StatusList& list : lists) {
      bytes += *status_list::SignStatusList(list, key_);
    }
    return ReadBytes(bytes, age);
  }
  absl::StatusOr<StatusLists> ReadBytes(const std::string& bytes,
                                        absl::Duration age) const {
    const auto file = directory_.path() / "list";
    REQUIRE(base::WriteFile(file, bytes).ok());
    return StatusLists::Read(file, keys(), kMade + age);
  }

  std::filesystem::path keys() const { return directory_.path() / "keys"; }

 private:
  testing::TempDirectory directory_;
  const crypto::SigningKey key_ =
      *crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem());
};

TEST_CASE_METHOD(Fixture, "Each report is found by its status index") {
  const auto lists = Read({List()}, absl::Minutes(20));
  REQUIRE(lists.ok());
  CHECK(lists->Find(1).standing == Standing::kStands);
  CHECK(lists->Find(1 + kPartitions).standing == Standing::kFallen);
  CHECK(lists->Find(1 + 2 * kPartitions).standing == Standing::kNotListed);
  CHECK(lists->Find(2).standing == Standing::kNotListed);
  CHECK(lists->Find(1).made == kMade);
  CHECK(lists->Find(1).when == "2026-11-18 19:06:40（20 分钟前）");
}

TEST_CASE_METHOD(Fixture, "Of two lists of a partition the newer counts") {
  StatusList newer = List(kMade + absl::Hours(2));
  newer.sections[1].Set(0, true);
  StatusList elsewhere = List();
  elsewhere.sections.clear();
  elsewhere.sections[2].Set(0, true);
  const auto lists = GENERATE(true, false)
                         ? Read({List(), newer, elsewhere}, absl::Hours(3))
                         : Read({elsewhere, newer, List()}, absl::Hours(3));
  REQUIRE(lists.ok());
  CHECK(lists->Find(1).standing == Standing::kFallen);
  CHECK(lists->Find(2).standing == Standing::kFallen);
  CHECK(absl::StrContains(lists->Find(1).when, "1 小时前"));
}

TEST_CASE_METHOD(Fixture,
                 "A list that is outdated or of the future is refused") {
  CHECK(Read({List()}, absl::Hours(24) - absl::Seconds(1)).ok());
  CHECK(Read({List()}, -absl::Minutes(5)).ok());
  const auto late = Read({List()}, absl::Hours(24));
  CHECK(absl::StrContains(late.status().message(), "已于 2026-11-19 19:06:40"));
  const auto early = Read({List()}, -absl::Minutes(6));
  CHECK(absl::StrContains(early.status().message(), "校准时钟"));
}

TEST_CASE_METHOD(Fixture, "A list that is not the platform's is refused") {
  CHECK(ReadBytes("", {}).status().code() ==
        absl::StatusCode::kInvalidArgument);
  std::filesystem::remove(keys() / "status" / "a.pem");
  CHECK(Read({List()}, {}).status().code() == absl::StatusCode::kNotFound);
}

TEST_CASE_METHOD(Fixture, "A key that a list calls compromised is distrusted") {
  using keys::State;
  StatusList list = List();
  for (const State state : {State::kCreated, State::kActive, State::kRetired,
                            State::kCompromised}) {
    list.keys.push_back(
        {std::string(32, static_cast<char>('a' + list.keys.size())), state});
  }
  const auto lists = Read({list}, {});
  REQUIRE(lists.ok());
  CHECK(lists->Distrusts(std::string(32, 'a')));
  CHECK_FALSE(lists->Distrusts(std::string(32, 'b')));
  CHECK_FALSE(lists->Distrusts(std::string(32, 'c')));
  CHECK(lists->Distrusts(std::string(32, 'd')));
  CHECK_FALSE(lists->Distrusts(std::string(32, 'e')));
}

}  // namespace
}  // namespace creditproof::tool
