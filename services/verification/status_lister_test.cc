#include "services/verification/status_lister.h"

#include <catch2/catch.hpp>
#include <thread>

#include "libs/base/date.h"
#include "libs/base/error.h"
#include "services/verification/verification_fixture.h"

namespace creditproof::verification {
namespace {

using status_list::StatusList;

class Fixture : public VerificationFixture {
 public:
  // Registers three reports, with status indices 0, 1 and 2 of the partition.
  Fixture() {
    StartFollowing();
    position_ = AppendRegistration();
    CatchUp();
    for (std::uint32_t place = 0; place < 3; ++place) Issue(place);
  }

  void Issue(std::uint32_t place) {
    report::v1::ReportData data = Data(position_, std::to_string(place));
    data.set_status_index(place * kPartitions + partition_);
    reports_.push_back(Report(data, claim_key(), std::to_string(place)));
    Registered(reports_.back());
  }

  // What is answered once the keeper has looked.
  absl::StatusOr<std::string> Refreshed() {
    lister_.List().IgnoreError();
    lister_.Refresh();
    return lister_.List();
  }

  StatusList List() {
    const auto bytes = Refreshed();
    REQUIRE(bytes.ok());
    const auto lists =
        status_list::ReadStatusLists(*bytes, {list_key_.verifying_key()});
    REQUIRE(lists.ok());
    REQUIRE(lists->size() == 1);
    return lists->front();
  }

  std::vector<bool> Fallen() {
    const StatusList list = List();
    REQUIRE(list.sections.size() == 1);
    const status_list::Bits& bits = list.sections.at(partition_);
    std::vector<bool> fallen;
    for (std::uint32_t i = 0; i < bits.size(); ++i) fallen.push_back(bits[i]);
    return fallen;
  }

  void Bar(const std::string& until) {
    changelog::v1::Change change;
    change.mutable_subject_barred()->set_reason("伪造报告");
    change.mutable_subject_barred()->set_until_date(until);
    Append(change);
    CatchUp();
  }

 protected:
  std::uint64_t position_;
  std::vector<v1::RegisteredReport> reports_;
};

using Bools = std::vector<bool>;

TEST_CASE_METHOD(Fixture, "A list has a bit for each report, and the keys") {
  const StatusList list = List();
  CHECK(list.made == kNow);
  CHECK(list.next_update == kNow + absl::Hours(1));
  CHECK(list.end == kNow + absl::Hours(24));
  CHECK(list.partition_count == kPartitions);
  REQUIRE(list.keys.size() == 2);
  CHECK(list.keys[0].fingerprint == claim_key().verifying_key().fingerprint());
  CHECK(list.keys[0].state == keys::State::kActive);
  CHECK(Fallen() == Bools{false, false, false});
}

TEST_CASE_METHOD(Fixture,
                 "What was revoked has its bit set, and nothing else") {
  AppendRevocation(reports_[1].report_number(), "有误");
  CatchUp();
  CHECK(Fallen() == Bools{false, true, false});
}

TEST_CASE_METHOD(Fixture, "Every report of who is barred has its bit set") {
  SECTION("without end") { Bar(""); }
  SECTION("today") { Bar(base::FormatDate(base::ChinaDay(kNow))); }
  CHECK(Fallen() == Bools{true, true, true});
}

TEST_CASE_METHOD(Fixture, "A bar that is over or lifted sets no bit") {
  SECTION("over") { Bar(base::FormatDate(base::ChinaDay(kNow) - 1)); }
  SECTION("lifted") {
    Bar("");
    changelog::v1::Change lifted;
    lifted.mutable_subject_unbarred();
    Append(lifted);
    CatchUp();
  }
  CHECK(Fallen() == Bools{false, false, false});
}

TEST_CASE_METHOD(Fixture, "What was registered when others had its key is in") {
  now_ += absl::Minutes(5);
  Issue(3);
  REQUIRE(keys_.history.Compromise(signer_fingerprint_, now_, now_).ok());
  CHECK(Fallen() == Bools{false, false, false, true});
  CHECK(List().keys[1].state == keys::State::kCompromised);
  CHECK(List().keys[1].compromised_from == now_);
}

TEST_CASE_METHOD(Fixture, "A list is made anew before it is an hour old") {
  const std::string first = *Refreshed();
  AppendRevocation(reports_[0].report_number(), "有误");
  CatchUp();
  now_ += StatusLister::kAnew - absl::Minutes(1);
  CHECK(*Refreshed() == first);
  CHECK(Fallen() == Bools{false, false, false});

  now_ += absl::Minutes(1);

  CHECK(Fallen() == Bools{true, false, false});
  CHECK(List().made == now_);
}

TEST_CASE_METHOD(Fixture, "Who asks does not wait for a list to be made") {
  lister_.Refresh();  // nobody asked
  CHECK(base::ReasonOf(lister_.List().status()) ==
        base::Reason::REASON_OVERLOADED);
  lister_.Refresh();
  const std::string first = *lister_.List();

  now_ += absl::Hours(2);

  CHECK(*lister_.List() == first);
}

TEST_CASE_METHOD(Fixture, "No list is made of what may be missing something") {
  now_ += absl::Hours(2);
  ingestion_is_away_ = true;
  CHECK(Refreshed().status().code() == absl::StatusCode::kUnavailable);
  ingestion_is_away_ = false;
  now_ += StatusLister::kPause;
  CHECK(Refreshed().ok());
}

TEST_CASE_METHOD(Fixture, "A failure is remembered for a minute") {
  now_ += absl::Hours(2);
  ingestion_is_away_ = true;
  REQUIRE_FALSE(Refreshed().ok());
  ingestion_is_away_ = false;

  now_ += StatusLister::kPause - absl::Seconds(1);
  CHECK(Refreshed().status().code() == absl::StatusCode::kUnavailable);
  now_ += absl::Seconds(1);
  CHECK(Refreshed().ok());
}

TEST_CASE_METHOD(Fixture,
                 "Where none can be made the last is given for a day") {
  const std::string last = *Refreshed();
  ingestion_is_away_ = true;

  now_ += absl::Hours(23);
  CHECK(*Refreshed() == last);

  now_ += absl::Hours(1);
  CHECK(Refreshed().status().code() == absl::StatusCode::kUnavailable);
}

TEST_CASE_METHOD(Fixture, "A keeper has the list made that is asked for") {
  const StatusListKeeper keeper(lister_);
  while (!lister_.List().ok()) std::this_thread::yield();
}

}  // namespace
}  // namespace creditproof::verification
