// Snapshots, case by case. Today is 2026-09-21.

#include <catch2/catch.hpp>
#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "services/ingestion/delivery_list.h"
#include "services/ingestion/ingestion_bench.h"
#include "services/ingestion/snapshot_turn.h"

namespace creditproof::ingestion {
namespace {

using base::Reason;
using v1::Delivery;

PenaltyCells Penalty(int subject, const std::string& number,
                     const std::string& date = "2024-03-04") {
  return {.code = CompanyCode(subject),
          .name = absl::StrCat("公司", subject),
          .number = number,
          .date = date};
}

std::vector<PenaltyCells> Penalties(int first, int last) {
  std::vector<PenaltyCells> rows;
  for (int n = first; n < last; ++n) {
    rows.push_back(Penalty(n % 50, absl::StrCat(n, "号")));
  }
  return rows;
}

class SnapshotBench : public Bench {
 public:
  explicit SnapshotBench(SweepLimits limits = {}) : Bench(limits) {
    std::vector<std::pair<std::string, std::string>> rows;
    for (int n = 0; n < 50; ++n) {
      rows.emplace_back(CompanyCode(n), absl::StrCat("公司", n));
    }
    REQUIRE(Deliver("registry", "r", RegistryFile(rows)).ok());
  }

  static constexpr std::int64_t kUncounted = -1;

  static v1::DeliveryHeader Header(const std::string& id,
                                   const std::string& date,
                                   std::int64_t count) {
    v1::DeliveryHeader header;
    header.set_source("sources/penalties");
    header.set_delivery_id(id);
    header.mutable_snapshot()->set_as_of_date(date);
    header.mutable_snapshot()->set_row_count(count);
    return header;
  }

  // `count` 0 stands for as many as there are.
  absl::Status Snapshot(const std::string& id, const std::string& date,
                        const std::vector<PenaltyCells>& rows,
                        std::int64_t count = 0,
                        const std::vector<std::string>& regions = {},
                        bool dry_run = false) {
    if (count == 0) count = static_cast<std::int64_t>(rows.size());
    v1::DeliveryHeader header =
        Header(id, date, count == kUncounted ? 0 : count);
    header.set_dry_run(dry_run);
    header.mutable_snapshot()->mutable_regions()->Assign(regions.begin(),
                                                         regions.end());
    return Bench::Deliver(header, PenaltyFile(rows));
  }

  v1::SweepOutcome Outcome() const {
    v1::ReceiptStatement statement;
    REQUIRE(statement.ParseFromString(receipt.statement()));
    REQUIRE(statement.has_sweep());
    return statement.sweep();
  }

  // Document numbers of the records that stand, by the log alone.
  std::set<std::string> Standing() const {
    std::map<std::string, std::string> numbers;  // by record id
    std::set<std::string> standing;
    for (const auto& change : Log()) {
      if (change.has_record_put()) {
        numbers[change.record_put().record_id()] =
            change.record_put().document_number();
        standing.insert(change.record_put().document_number());
      } else if (change.has_record_lapsed()) {
        standing.erase(numbers[change.record_lapsed().record_id()]);
      }
    }
    return standing;
  }

  int Lapses() const {
    int lapses = 0;
    for (const auto& change : Log()) lapses += change.has_record_lapsed();
    return lapses;
  }

  Delivery Found(const std::string& id) const {
    const auto delivery = FindDelivery(View(store()), "penalties", id);
    REQUIRE(delivery.ok());
    return *delivery;
  }
};

TEST_CASE_METHOD(SnapshotBench, "What a later snapshot lacks has lapsed") {
  REQUIRE(
      Snapshot("a", "2026-09-01", {Penalty(1, "1号"), Penalty(2, "2号")}).ok());
  CHECK(Outcome().lapsed() == 0);

  REQUIRE(Snapshot("b", "2026-09-02", {Penalty(1, "1号")}).ok());

  CHECK(Outcome().lapsed() == 1);
  CHECK(Outcome().as_of_date() == "2026-09-02");
  CHECK(Standing() == std::set<std::string>{"1号"});
  CHECK(Found("b").sweep_state() == Delivery::SWEEP_STATE_SWEPT);

  REQUIRE(
      Snapshot("c", "2026-09-03", {Penalty(1, "1号"), Penalty(2, "2号")}).ok());
  CHECK(verdicts[1].outcome() == v1::ROW_OUTCOME_REVISED);
  CHECK(Standing() == std::set<std::string>{"1号", "2号"});
}

TEST_CASE_METHOD(SnapshotBench, "The same snapshot again changes nothing") {
  REQUIRE(Snapshot("a", "2026-09-01", Penalties(0, 3)).ok());
  REQUIRE(Snapshot("b", "2026-09-02", Penalties(0, 2)).ok());
  const std::string first = receipt.SerializeAsString();
  const std::size_t entries = Log().size();
  REQUIRE(Snapshot("b", "2026-09-02", Penalties(0, 2)).ok());
  CHECK(receipt.SerializeAsString() == first);
  CHECK(Log().size() == entries);
}

TEST_CASE_METHOD(SnapshotBench, "An older snapshot is refused") {
  REQUIRE(Snapshot("a", "2026-09-02", Penalties(0, 3)).ok());
  const std::size_t entries = Log().size();
  CHECK(base::ReasonOf(Snapshot("b", "2026-09-01", Penalties(0, 1))) ==
        Reason::REASON_SNAPSHOT_OUTDATED);
  CHECK(Log().size() == entries);
}

TEST_CASE_METHOD(
    SnapshotBench,
    "Of two snapshots of one day the one that began last decides") {
  REQUIRE(Snapshot("a", "2026-09-02", Penalties(0, 3)).ok());
  REQUIRE(Snapshot("b", "2026-09-02", Penalties(0, 2)).ok());
  CHECK(Outcome().lapsed() == 1);
  CHECK(Standing() == std::set<std::string>{"0号", "1号"});
}

TEST_CASE_METHOD(SnapshotBench, "A snapshot that lost rows sweeps nothing") {
  REQUIRE(Snapshot("a", "2026-09-01", Penalties(0, 3)).ok());
  const absl::Status cut = Snapshot("b", "2026-09-02", Penalties(0, 2), 3);
  CHECK(base::ReasonOf(cut) == Reason::REASON_ROW_COUNT);
  CHECK(Standing().size() == 3);
  CHECK(Found("b").state() == Delivery::STATE_IN_PROGRESS);
  CHECK(base::ReasonOf(Snapshot("c", "2026-09-03", {})) ==
        Reason::REASON_ROW_COUNT);
}

TEST_CASE_METHOD(SnapshotBench, "A bad row keeps the record that it keys") {
  REQUIRE(Snapshot("a", "2026-09-01", Penalties(0, 4)).ok());
  PenaltyCells rejected = Penalty(0, "0号");
  rejected.date = "2024-02-30";
  PenaltyCells doubtful = Penalty(1, "1号");
  doubtful.code = Misspelt(doubtful.code);
  REQUIRE(Snapshot("b", "2026-09-02", {rejected, doubtful, Penalty(2, "2号")})
              .ok());
  CHECK(Standing() == std::set<std::string>{"0号", "1号", "2号"});
}

TEST_CASE_METHOD(SnapshotBench, "A row without a key suspends every removal") {
  REQUIRE(Snapshot("a", "2026-09-01", Penalties(0, 3)).ok());
  PenaltyCells bad = Penalty(9, "");
  bad.date = "";
  if (GENERATE(false, true)) bad.classified = "是";
  REQUIRE(Snapshot("b", "2026-09-02", {Penalty(0, "0号"), bad}).ok());
  CHECK(Standing().size() == 3);
  CHECK(Outcome().lapsed() == 0);
  CHECK(Outcome().withheld() == 2);
  CHECK(absl::StrContains(Outcome().withheld_reason(), "第2行"));
  CHECK(base::ReasonOf(ConfirmSnapshot("penalties", "b", "admin",
                                       "ADMINISTRATOR", writer())) ==
        Reason::REASON_WRONG_STATE);

  REQUIRE(Snapshot("c", "2026-09-02", Penalties(0, 2)).ok());
  CHECK(Standing().size() == 2);
}

TEST_CASE_METHOD(SnapshotBench,
                 "A bad row that lost only its number suspends every removal") {
  REQUIRE(Snapshot("a", "2026-09-01", Penalties(0, 3)).ok());
  REQUIRE(
      Snapshot("b", "2026-09-02", {Penalty(0, "0号"), Penalty(1, "")}).ok());
  CHECK(Standing().size() == 3);
  CHECK(Outcome().withheld() == 2);
  CHECK(Found("b").sweep_state() == Delivery::SWEEP_STATE_SUSPENDED);
}

TEST_CASE_METHOD(SnapshotBench, "Too many lapse once that is confirmed") {
  REQUIRE(Snapshot("a", "2026-09-01", Penalties(0, 100)).ok());
  REQUIRE(Snapshot("b", "2026-09-02", Penalties(0, 50)).ok());
  CHECK(Standing().size() == 100);
  CHECK(Outcome().withheld() == 50);
  CHECK(Found("b").sweep_state() == Delivery::SWEEP_STATE_WITHHELD);
  CHECK(Found("b").state() == Delivery::STATE_ENDED);
  const auto confirm = [&] {
    return ConfirmSnapshot("penalties", "b", "admin", "ADMINISTRATOR",
                           writer());
  };

  SECTION("confirmed, twice") {
    REQUIRE(confirm().ok());
    CHECK(Standing().size() == 50);
    CHECK(Found("b").sweep().lapsed() == 50);
    for (const auto& change : Log()) {
      if (!change.has_record_lapsed()) continue;
      CHECK(change.record_lapsed().as_of_date() == "2026-09-02");
      CHECK(change.provenance().client() == "admin");
      CHECK(change.provenance().actor() == "admin");
      CHECK(change.provenance().ground() == "ADMINISTRATOR");
      CHECK(change.provenance().delivery_id() == "b");
    }
    const std::size_t entries = Log().size();
    REQUIRE(confirm().ok());
    CHECK(Log().size() == entries);
  }
  SECTION("confirmed, cut off by a kill") {
    FailAppendsAfter(0, GENERATE(false, true));
    REQUIRE_FALSE(confirm().ok());
    Reopen();
    REQUIRE(confirm().ok());
    CHECK(Standing().size() == 50);
    CHECK(Found("b").sweep().lapsed() == 50);
  }
  SECTION("rejected") {
    REQUIRE(RejectSnapshot("penalties", "b", writer()).ok());
    CHECK(base::ReasonOf(confirm()) == Reason::REASON_WRONG_STATE);
    CHECK(Standing().size() == 100);
  }
  SECTION("a later one has come") {
    REQUIRE(Snapshot("c", "2026-09-03", Penalties(0, 99)).ok());
    CHECK(base::ReasonOf(confirm()) == Reason::REASON_SNAPSHOT_OUTDATED);
    CHECK(Found("b").sweep_state() == Delivery::SWEEP_STATE_DISPLACED);
    CHECK(Found("c").sweep_state() == Delivery::SWEEP_STATE_SWEPT);
    CHECK(Standing().size() == 99);
  }
}

TEST_CASE_METHOD(SnapshotBench,
                 "A snapshot says nothing of what came after its day") {
  REQUIRE(Deliver("penalties", "today", PenaltyFile({Penalty(1, "1号")})).ok());
  REQUIRE(Snapshot("a", "2026-09-01",
                   {Penalty(2, "2号"), Penalty(3, "3号", "2026-09-10")})
              .ok());
  REQUIRE(Snapshot("b", "2026-09-02", {Penalty(2, "2号")}).ok());
  CHECK(Standing() == std::set<std::string>{"1号", "2号", "3号"});

  REQUIRE(Snapshot("c", "2026-09-21", {Penalty(2, "2号")}).ok());
  CHECK(Standing() == std::set<std::string>{"1号", "2号"});
}

TEST_CASE_METHOD(
    SnapshotBench,
    "What came on a snapshot's own day stays, good rows or bad ones") {
  REQUIRE(Snapshot("a", "2026-09-01", Penalties(0, 4)).ok());
  PenaltyCells rejected = Penalty(2, "2号");
  rejected.date = "2024-02-30";
  REQUIRE(Deliver("penalties", "today",
                  PenaltyFile({Penalty(1, "1号"), rejected, Penalty(5, "5号")}))
              .ok());
  REQUIRE(Snapshot("b", "2026-09-21", {Penalty(0, "0号")}).ok());
  CHECK(Standing() == std::set<std::string>{"0号", "1号", "2号", "5号"});
}

TEST_CASE_METHOD(SnapshotBench,
                 "A clock that was set back hides no later word of a record") {
  PassTime(absl::Hours(1));
  REQUIRE(Snapshot("a", "2026-09-01", Penalties(0, 2)).ok());
  PassTime(-absl::Hours(1));
  PenaltyCells revised = Penalty(1, "1号");
  revised.content = "罚款一万元";
  REQUIRE(Deliver("penalties", "today", PenaltyFile({revised})).ok());
  REQUIRE(Snapshot("b", "2026-09-02", {Penalty(0, "0号")}).ok());
  CHECK(Standing() == std::set<std::string>{"0号", "1号"});
}

TEST_CASE_METHOD(SnapshotBench, "Other regions are not touched") {
  REQUIRE(Snapshot("a", "2026-09-01", Penalties(0, 3)).ok());
  PenaltyCells unregistered = Penalty(99, "99号");
  REQUIRE(Snapshot("b", "2026-09-02", {unregistered}, 0, {"2302"}).ok());
  CHECK(Standing().size() == 4);
  REQUIRE(Snapshot("c", "2026-09-02", Penalties(0, 2), 0, {"2301"}).ok());
  CHECK(Standing() == std::set<std::string>{"0号", "1号", "99号"});
}

TEST_CASE_METHOD(SnapshotBench,
                 "What a snapshot of another scope lists that day stays") {
  const auto mine = [&](const std::string& id, int last) {
    return Snapshot(id, "2026-09-02", Penalties(0, last), 0, {"2301"});
  };
  REQUIRE(Snapshot("all", "2026-09-02", Penalties(0, 3)).ok());
  REQUIRE(mine("a", 3).ok());
  REQUIRE(mine("mended", 2).ok());
  CHECK(Standing().size() == 3);
  CHECK(Outcome().lapsed() == 0);
}

TEST_CASE_METHOD(SnapshotBench,
                 "A subject that moved keeps what its old region still lists") {
  const auto harbin = [&](const std::string& id, const std::string& day,
                          const std::vector<PenaltyCells>& rows) {
    return Snapshot(id, day, rows, 0, {"2301"});
  };
  const auto qiqihar = [&](const std::string& id, const std::string& day) {
    return Snapshot(id, day, {Penalty(99, "99号")}, 0, {"2302"});
  };
  REQUIRE(
      harbin("a", "2026-09-01", {Penalty(0, "0号"), Penalty(1, "1号")}).ok());
  REQUIRE(Deliver("registry", "moved",
                  RegistryFile({{CompanyCode(1), "公司1"}}, "230202"))
              .ok());
  REQUIRE(qiqihar("b", "2026-09-02").ok());
  CHECK(Standing() == std::set<std::string>{"0号", "1号", "99号"});

  REQUIRE(harbin("c", "2026-09-03", {Penalty(0, "0号")}).ok());
  CHECK(Standing() == std::set<std::string>{"0号", "1号", "99号"});
  REQUIRE(qiqihar("d", "2026-09-03").ok());
  CHECK(Standing() == std::set<std::string>{"0号", "99号"});
}

TEST_CASE_METHOD(SnapshotBench, "Other areas are not touched") {
  REQUIRE(Snapshot("a", "2026-09-01", Penalties(0, 3)).ok());
  const auto of_area = [&](const std::string& id, record::v1::Area area) {
    v1::DeliveryHeader header = Header(id, "2026-09-02", 1);
    header.mutable_snapshot()->add_areas(area);
    return Bench::Deliver(header, PenaltyFile(Penalties(0, 1)));
  };
  REQUIRE(of_area("b", record::v1::AREA_TAXATION).ok());
  CHECK(Standing().size() == 3);
  REQUIRE(of_area("c", record::v1::AREA_MARKET_REGULATION).ok());
  CHECK(Found("c").sweep().withheld() == 2);
}

TEST_CASE_METHOD(SnapshotBench, "A dry run tells what would become of it all") {
  REQUIRE(Snapshot("a", "2026-09-01", Penalties(0, 30)).ok());
  const std::size_t entries = Log().size();
  const auto [first, last] =
      GENERATE(table<int, int>({{2, 32}, {3, 90}, {4, 31}, {10, 500}}));
  CAPTURE(first, last);
  REQUIRE(
      Snapshot("b", "2026-09-02", Penalties(first, last), 0, {}, true).ok());
  const std::string told = Outcome().SerializeAsString();
  CHECK(Log().size() == entries);
  REQUIRE(Snapshot("b", "2026-09-02", Penalties(first, last)).ok());
  CHECK(Outcome().SerializeAsString() == told);
  REQUIRE(
      Snapshot("b", "2026-09-02", Penalties(first, last), 0, {}, true).ok());
  CHECK(Outcome().SerializeAsString() == told);
}

TEST_CASE_METHOD(SnapshotBench,
                 "Where nobody counted the rows nothing lapses unasked") {
  REQUIRE(Snapshot("a", "2026-09-01", Penalties(0, 30), kUncounted).ok());
  CHECK(Found("a").sweep_state() == Delivery::SWEEP_STATE_SWEPT);
  REQUIRE(Snapshot("b", "2026-09-02", Penalties(0, 29), kUncounted).ok());
  CHECK(Found("b").sweep_state() == Delivery::SWEEP_STATE_WITHHELD);
  CHECK(Standing().size() == 30);
  REQUIRE(ConfirmSnapshot("penalties", "b", "admin", "ADMINISTRATOR", writer())
              .ok());
  CHECK(Standing().size() == 29);
}

TEST_CASE_METHOD(SnapshotBench,
                 "Few may lapse unasked, but not all of a short list") {
  REQUIRE(Snapshot("a", "2026-09-01", Penalties(0, 4)).ok());
  REQUIRE(Snapshot("b", "2026-09-02", Penalties(0, 2)).ok());
  CHECK(Found("b").sweep_state() == Delivery::SWEEP_STATE_WITHHELD);
  REQUIRE(Snapshot("c", "2026-09-02", Penalties(0, 3)).ok());
  CHECK(Standing().size() == 3);
}

TEST_CASE_METHOD(SnapshotBench,
                 "The right file sent again after a mistaken one says that it "
                 "was displaced") {
  REQUIRE(Snapshot("right", "2026-09-02", Penalties(0, 3)).ok());
  const std::string answered = receipt.SerializeAsString();
  REQUIRE(Snapshot("wrong", "2026-09-02", Penalties(0, 2)).ok());
  REQUIRE(Standing().size() == 2);

  REQUIRE(Snapshot("right", "2026-09-02", Penalties(0, 3)).ok());
  CHECK(receipt.SerializeAsString() == answered);
  CHECK(last_response.displaced_by_date() == "2026-09-02");
  CHECK(last_response.lapsed_since() == 1);

  REQUIRE(Snapshot("right-again", "2026-09-02", Penalties(0, 3)).ok());
  CHECK(last_response.displaced_by_date().empty());
  CHECK(last_response.lapsed_since() == 0);
  CHECK(Standing().size() == 3);
}

TEST_CASE_METHOD(SnapshotBench,
                 "A file sent again says how many of its records have lapsed") {
  const auto deliver = [&](const std::string& id) {
    REQUIRE(Deliver("penalties", id, PenaltyFile(Penalties(0, 3))).ok());
    return last_response.lapsed_since();
  };
  CHECK(deliver("p") == 0);
  PassTime(absl::Hours(24));
  REQUIRE(Snapshot("s", "2026-09-22", Penalties(0, 2)).ok());
  CHECK(deliver("p") == 1);
  CHECK(Standing().size() == 2);
  CHECK(deliver("p-again") == 0);
  CHECK(Standing().size() == 3);
}

TEST_CASE_METHOD(SnapshotBench, "What cannot be a snapshot is refused") {
  const auto reason = [&](const absl::Status& status) {
    CHECK(base::ReasonOf(status) == Reason::REASON_INVALID_FIELD);
    return std::string(status.message());
  };
  CHECK(absl::StrContains(reason(Snapshot("a", "2026-9-1", Penalties(0, 1))),
                          "as_of_date"));
  CHECK(absl::StrContains(reason(Snapshot("a", "2026-09-22", Penalties(0, 1))),
                          "future"));
  CHECK(absl::StrContains(
      reason(Snapshot("a", "2026-09-01", Penalties(0, 1), 0, {"230"})),
      "regions"));
  v1::DeliveryHeader header;
  header.set_source("sources/registry");
  header.set_delivery_id("s");
  header.mutable_snapshot()->set_as_of_date("2026-09-01");
  CHECK(absl::StrContains(
      reason(Bench::Deliver(header, RegistryFile({{CompanyCode(1), "甲"}}))),
      "登记信息"));
  REQUIRE(Deliver("penalties", "p", PenaltyFile(Penalties(0, 1))).ok());
  CHECK(absl::StrContains(reason(Snapshot("p", "2026-09-01", Penalties(0, 1))),
                          "header.snapshot"));
}

class SlowSweepBench : public SnapshotBench {
 public:
  SlowSweepBench()
      : SnapshotBench({.few_records = 100, .records_per_act = 3}) {}

  // Lists every other record of the first snapshot.
  absl::Status Halve() {
    std::vector<PenaltyCells> rows;
    for (int n = 0; n < 20; n += 2) rows.push_back(Penalties(n, n + 1)[0]);
    return Snapshot("b", "2026-09-02", rows);
  }
};

TEST_CASE(
    "A sweep of several acts, cut off between any two, lets lapse exactly what "
    "the snapshot lacks") {
  const bool having_appended = GENERATE(false, true);
  const bool by_itself = GENERATE(false, true);
  bool whole = false;
  for (int appends = 0; !whole; ++appends) {
    CAPTURE(having_appended, appends);
    SlowSweepBench bench;
    REQUIRE(bench.Snapshot("a", "2026-09-01", Penalties(0, 20)).ok());
    bench.FailAppendsAfter(appends, having_appended);
    whole = bench.Halve().ok();
    bench.Reopen();
    if (by_itself) {
      REQUIRE(ResumeSweeps(bench.store(), bench.writer(), 3).ok());
      const auto state = FindDelivery(View(bench.store()), "penalties", "b");
      CHECK_FALSE((state.ok() &&
                   state->sweep_state() == Delivery::SWEEP_STATE_SWEEPING));
    }
    REQUIRE(bench.Halve().ok());
    CHECK(bench.Outcome().lapsed() == 10);
    CHECK(bench.Standing().size() == 10);
    CHECK(bench.Lapses() == 10);
  }
}

TEST_CASE_METHOD(SnapshotBench, "Deliveries are listed by source") {
  REQUIRE(Deliver("penalties", "p1", PenaltyFile(Penalties(0, 3))).ok());
  REQUIRE(Deliver("penalties", "dry", PenaltyFile(Penalties(0, 3)), true).ok());
  REQUIRE(Snapshot("p2", "2026-09-21", Penalties(0, 2)).ok());

  const auto page = ListDeliveries(store(), "penalties", {1, ""});
  REQUIRE(page.ok());
  REQUIRE(page->deliveries.size() == 1);
  const auto rest = ListDeliveries(store(), "penalties", {5, page->next_after});
  REQUIRE(rest.ok());
  REQUIRE(rest->deliveries.size() == 1);
  CHECK(rest->next_after.empty());
  const Delivery p1 = Found("p1");
  CHECK(p1.state() == Delivery::STATE_ENDED);
  CHECK(p1.file_kind() == v1::FILE_KIND_PENALTY);
  REQUIRE(p1.counts_size() == 1);
  CHECK(p1.counts(0).rows() == 3);
  CHECK(p1.has_receipt());
  CHECK(absl::IsNotFound(
      FindDelivery(View(store()), "penalties", "dry").status()));
}

}  // namespace
}  // namespace creditproof::ingestion
