#include "libs/audit/subject_index.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/audit/page_key.h"
#include "libs/audit/trail_fixture.h"

namespace creditproof::audit {
namespace {

using Sequences = std::vector<std::uint64_t>;

// Entries about one subject after another, more than two segments of them, and
// which those are.
class Crowd : public Fixture {
 public:
  static constexpr int kEntries = 150'000;
  static constexpr int kSubjects = 1'000;

  void Fill(int count = kEntries) {
    std::uint64_t last = 0;
    for (int i = 0; i < count; ++i) {
      const std::string subject = Name(dice_() % (kSubjects + 1));
      last = trail->Add(Entry(subject));
      if (!subject.empty()) about_[subject].push_back(last);
    }
    REQUIRE(trail->WaitDurable(last).ok());
  }

  // 0 for no subject.
  static std::string Name(std::uint64_t number) {
    return number == 0 ? "" : absl::StrCat("subject ", number);
  }

  // All about `subject`, page by page.
  Sequences Read(const std::string& subject, std::size_t page) const {
    Sequences found;
    Trail::About about{{}, 0, true};
    while (about.more) {
      about = trail->ReadAbout(subject, about.searched, page).value();
      CHECK(about.entries.size() <= page);
      for (const v1::AuditEntry& entry : about.entries) {
        CHECK(entry.subject() == subject);
        found.push_back(entry.sequence());
      }
    }
    return found;
  }

  const Sequences& about(const std::string& subject) { return about_[subject]; }

 private:
  std::map<std::string, Sequences> about_;
  std::mt19937 dice_{7};
};

TEST_CASE_METHOD(Crowd, "A subject's entries are found, all and no others") {
  Fill();
  for (const int number : {1, 2, 500, 1000}) {
    CHECK(Read(Name(number), 7) == about(Name(number)));
  }
  CHECK(Read("nobody", 7).empty());
  CHECK(trail->ReadAbout(Name(1), 0, 1000)->more == false);
  CHECK(trail->Verify().ok());

  Reopen();
  Fill(1000);

  CHECK(Read(Name(1), 1000) == about(Name(1)));
  CHECK(trail->Verify().ok());
}

TEST_CASE_METHOD(Crowd, "A trail that was never indexed is indexed at start") {
  Fill();
  trail.reset();
  kv::Batch batch(*store);
  REQUIRE(store
              ->Scan(kAudit, kChain, "",
                     [&](absl::string_view key, absl::string_view) {
                       if (!IsPage(key)) batch.Delete(kAudit, key);
                       return true;
                     })
              .ok());
  REQUIRE_FALSE(batch.empty());
  REQUIRE(store->Commit(std::move(batch), kv::Durability::kSynced).ok());

  Reopen();

  CHECK(Read(Name(3), 50) == about(Name(3)));
  CHECK(trail->Verify().ok());
}

TEST_CASE_METHOD(Crowd, "An entry that the index no longer lists is found") {
  Fill(70'000);
  std::string key;
  std::string value;
  REQUIRE(store
              ->Scan(kAudit, kChain, "",
                     [&](absl::string_view k, absl::string_view v) {
                       if (IsPage(k)) return true;
                       key = std::string(k);
                       value = std::string(v);
                       return false;
                     })
              .ok());

  Put(key, value.substr(6));

  CHECK(Damage() ==
        "the index by subject was changed for audit entries 1 to 65536");
  Remove(key);
  CHECK(Walked().damage().sequence() == 1);
}

TEST_CASE_METHOD(Crowd, "A chain that lost what was indexed is not opened") {
  Fill(70'000);
  trail.reset();
  std::vector<std::string> keys;
  REQUIRE(store
              ->Scan(kAudit, kChain, "",
                     [&](absl::string_view key, absl::string_view) {
                       if (IsPage(key)) keys.emplace_back(key);
                       return true;
                     })
              .ok());
  REQUIRE(keys.size() > 2);
  for (std::size_t i = 1; i < keys.size(); ++i) Remove(keys[i]);

  CHECK(Trail::Open(*store, kAudit).status().code() ==
        absl::StatusCode::kDataLoss);
}

TEST_CASE_METHOD(Fixture, "A missing page fails a look for what was on it") {
  Add(1);
  Add(1);
  Remove(1);
  CHECK(trail->ReadAbout("subject", 0, 10).status().code() ==
        absl::StatusCode::kDataLoss);
}

TEST_CASE_METHOD(Fixture, "A trail with a page that cannot be read opens") {
  AddPages(3);
  Put(2, "\xff\xff");

  Reopen();

  CHECK(trail->ReadAbout("subject", 2, 10)->entries.size() == 1);
  CHECK(Walked().damage().sequence() == 2);
}

}  // namespace
}  // namespace creditproof::audit
