// Random snapshots and other deliveries, cut off anywhere, against a model that
// knows no keys and no disk.

#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "services/ingestion/ingestion_bench.h"
#include "services/ingestion/snapshot_turn.h"

namespace creditproof::ingestion {
namespace {

constexpr int kRecords = 40;
constexpr int kToday = 21;  // of September 2026

enum class Listed { kAbsent, kGood, kMisspelt, kRejected, kShifted };

constexpr SweepLimits kLimits = {.records_per_act = 7};

struct Stand {
  bool known = false;
  bool stands = false;
  int said_on = 0;  // by another delivery than a snapshot
};

std::string DayOf(int day) {
  return base::FormatDate(absl::CivilDay(2026, 9, day));
}

class Game {
 public:
  explicit Game(unsigned seed) : random_(seed), bench_(kLimits) {
    std::vector<std::pair<std::string, std::string>> rows;
    for (int n = 0; n < 10; ++n) {
      rows.emplace_back(CompanyCode(n), absl::StrCat("公司", n));
    }
    REQUIRE(bench_.Deliver("registry", "r", RegistryFile(rows)).ok());
  }

  void Play(int day) {
    if (Below(3) == 0) DeliverSome();
    DeliverSnapshot(day);
  }

  void Check() {
    std::map<std::string, int> numbers;  // by record id
    std::map<int, bool> stands;
    for (const auto& change : bench_.Log()) {
      if (change.has_record_put()) {
        const int number = std::stoi(change.record_put().document_number());
        numbers[change.record_put().record_id()] = number;
        stands[number] = true;
      } else if (change.has_record_lapsed()) {
        const int number = numbers.at(change.record_lapsed().record_id());
        REQUIRE(stands[number]);  // nothing lapses twice
        stands[number] = false;
      }
    }
    for (int n = 0; n < kRecords; ++n) {
      CAPTURE(n);
      CHECK(stands[n] == model_[n].stands);
    }
  }

 private:
  int Below(int n) {
    return std::uniform_int_distribution<>(0, n - 1)(random_);
  }

  PenaltyCells Cells(int n, Listed listed) {
    PenaltyCells row{.code = CompanyCode(n % 10),
                     .name = absl::StrCat("公司", n % 10),
                     .number = absl::StrCat(n, "号")};
    if (listed == Listed::kMisspelt) row.code = Misspelt(row.code);
    if (listed == Listed::kRejected) row.date = "2024-02-30";
    if (listed == Listed::kShifted) row.name += ",多一格";  // one cell more
    return row;
  }

  // Sends it, with kills in between, until it has come through.
  void Send(const v1::DeliveryHeader& header, const std::string& file) {
    while (Below(2) == 0) {
      bench_.FailAppendsAfter(Below(4), Below(2) == 0);
      bench_.PassTime();
      const absl::Status sent = bench_.Deliver(header, file);
      if (Below(2) == 0) bench_.Reopen();
      bench_.FailAppendsAfter(-1, false);
      if (sent.ok()) break;
      REQUIRE(absl::IsUnavailable(sent));
    }
    bench_.PassTime();
    const absl::Status sent = bench_.Deliver(header, file);
    INFO(sent);
    REQUIRE(sent.ok());
  }

  v1::DeliveryHeader Header() {
    v1::DeliveryHeader header;
    header.set_source("sources/penalties");
    header.set_delivery_id(absl::StrCat("d", ++deliveries_));
    return header;
  }

  void DeliverSome() {
    std::vector<PenaltyCells> rows;
    for (int i = 0; i < 3; ++i) {
      const int n = Below(kRecords);
      rows.push_back(Cells(n, Listed::kGood));
      model_[n] = {true, true, kToday};
    }
    Send(Header(), PenaltyFile(rows));
  }

  void DeliverSnapshot(int day) {
    std::vector<Listed> listed(kRecords, Listed::kAbsent);
    const int share = 1 + Below(10);  // of ten, present
    const bool any_shifted = Below(4) == 0;
    std::vector<PenaltyCells> rows;
    bool unreadable = false;
    for (int n = 0; n < kRecords; ++n) {
      if (Below(10) >= share) continue;
      const int luck = Below(20);
      listed[n] = luck == 0                  ? Listed::kMisspelt
                  : luck == 1                ? Listed::kRejected
                  : luck == 2 && any_shifted ? Listed::kShifted
                                             : Listed::kGood;
      // A damaged row is told by its record where that is known.
      unreadable |= listed[n] == Listed::kShifted && !model_[n].known;
      rows.push_back(Cells(n, listed[n]));
    }
    if (rows.empty()) return;
    v1::DeliveryHeader header = Header();
    header.mutable_snapshot()->set_as_of_date(DayOf(day));
    header.mutable_snapshot()->set_row_count(
        static_cast<std::int64_t>(rows.size()));
    Send(header, PenaltyFile(rows));

    v1::ReceiptStatement statement;
    REQUIRE(statement.ParseFromString(bench_.receipt.statement()));
    Expect(day, listed, unreadable, statement.sweep(), header.delivery_id());
  }

  void Expect(int day, const std::vector<Listed>& listed, bool unreadable,
              const v1::SweepOutcome& sweep, const std::string& id) {
    std::vector<int> missing;
    int stood = 0;
    for (int n = 0; n < kRecords; ++n) {
      Stand& record = model_[n];
      const bool good = listed[n] == Listed::kGood;
      stood += record.stands || (record.known && good);
      if (good) {
        record.known = record.stands = true;
      } else if (listed[n] == Listed::kAbsent && record.stands &&
                 record.said_on < day) {
        missing.push_back(n);
      }
    }
    const int count = static_cast<int>(missing.size());
    const bool too_many =
        count > kLimits.few_records && count > kLimits.largest_share * stood;
    if (unreadable || too_many) {
      CHECK(sweep.withheld() == count);
      CHECK(sweep.lapsed() == 0);
      if (unreadable || Below(2) == 0) return;
      Confirm(id);
    } else {
      CHECK(sweep.lapsed() == count);
    }
    for (const int n : missing) model_[n].stands = false;
  }

  void Confirm(const std::string& id) {
    const auto confirm = [&] {
      return ConfirmSnapshot("penalties", id, "admin", "ADMINISTRATOR",
                             bench_.writer(), kLimits.records_per_act);
    };
    bench_.FailAppendsAfter(Below(2), Below(2) == 0);
    const bool confirmed = confirm().ok();
    if (Below(2) == 0) bench_.Reopen();
    bench_.FailAppendsAfter(-1, false);
    if (!confirmed) REQUIRE(confirm().ok());
  }

  std::mt19937 random_;
  Bench bench_;
  int deliveries_ = 0;
  std::map<int, Stand> model_;
};

TEST_CASE(
    "A snapshot lets lapse exactly what it lacks, wherever it is cut off") {
  const unsigned seed = GENERATE(range(1u, 25u));
  CAPTURE(seed);
  Game game(seed);
  for (const int day : {1, 2, 3, 4, 5, 6, 7, 8, kToday, kToday}) {
    game.Play(day);
    game.Check();
  }
}

}  // namespace
}  // namespace creditproof::ingestion
