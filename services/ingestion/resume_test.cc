// Deliveries of several blocks, cut off at random: by the client, by the log,
// by a kill.

#include <catch2/catch.hpp>
#include <random>

#include "absl/strings/str_cat.h"
#include "services/ingestion/ingestion_bench.h"

namespace creditproof::ingestion {
namespace {

constexpr int kRows = 2300;
constexpr int kLacked = 90;  // of the first, one misspelt
constexpr SweepLimits kLimits = {.records_per_act = 500};

// One classified row would suspend the sweep of a snapshot.
std::string File(int first_row, bool some_classified) {
  std::vector<PenaltyCells> rows;
  for (int n = first_row; n < first_row + kRows; ++n) {
    const std::string code = CompanyCode(n % 60);
    rows.push_back(
        {.code = n % 97 == 7 ? Misspelt(code) : code,
         .name = absl::StrCat("公司", n % 60),
         .number = absl::StrCat(n % 3000, "号"),
         .classified = some_classified && n % 501 == 3 ? "是" : "否"});
  }
  return PenaltyFile(rows);
}

v1::DeliveryHeader Header(const std::string& id, const std::string& day) {
  v1::DeliveryHeader header;
  header.set_source("sources/penalties");
  header.set_delivery_id(id);
  if (day.empty()) return header;
  header.mutable_snapshot()->set_as_of_date(day);
  header.mutable_snapshot()->set_row_count(kRows);
  return header;
}

// Feeds the first `bytes` of the file, then goes.
void SendSome(Bench& bench, const v1::DeliveryHeader& header,
              absl::string_view file, std::size_t bytes) {
  auto delivery = bench.desk().Begin(
      header, {"clerk"},
      [](const v1::DeliverResponse&) { return absl::OkStatus(); });
  REQUIRE(delivery.ok());
  if ((*delivery)->Feed(file.substr(0, bytes)).ok()) {
    (void)(*delivery)->Pause();
  }
}

std::int64_t LapsedBy(const std::string& statement) {
  v1::ReceiptStatement parsed;
  REQUIRE(parsed.ParseFromString(statement));
  return parsed.sweep().lapsed();
}

// What two deliveries, snapshots or not, come to.
struct Result {
  std::string first;
  std::string second;
  std::size_t entries;
  std::set<std::string> held;
};

template <typename Send>
Result Deliver(bool snapshots, Bench& bench, Send send) {
  Result result;
  send(Header("a", snapshots ? "2026-09-01" : ""), File(0, !snapshots));
  result.first = bench.receipt.statement();
  send(Header("b", snapshots ? "2026-09-02" : ""), File(kLacked, !snapshots));
  result.second = bench.receipt.statement();
  result.entries = bench.Log().size();
  result.held = bench.Held();
  return result;
}

Result Undisturbed(bool snapshots) {
  Bench bench(kLimits);
  return Deliver(snapshots, bench, [&](const auto& header, const auto& file) {
    REQUIRE(bench.Deliver(header, file).ok());
  });
}

Result CutOff(bool snapshots, unsigned seed) {
  Bench bench(kLimits);
  std::mt19937 random(seed);
  const auto below = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  return Deliver(snapshots, bench, [&](const auto& header, const auto& file) {
    for (std::size_t cuts = 1 + below(4); cuts > 0; --cuts) {
      bench.FailAppendsAfter(static_cast<int>(below(6)), below(2) == 0);
      SendSome(bench, header, file, below(file.size()));
      if (below(2) == 0) bench.Reopen();
    }
    bench.FailAppendsAfter(-1, false);
    REQUIRE(bench.Deliver(header, file).ok());
  });
}

TEST_CASE("A delivery cut off anywhere ends as one that was not") {
  const bool snapshots = GENERATE(false, true);
  const Result whole = Undisturbed(snapshots);
  CHECK(LapsedBy(whole.second) == (snapshots ? kLacked - 1 : 0));
  for (unsigned seed = 1; seed <= 3; ++seed) {
    CAPTURE(snapshots, seed);
    const Result cut = CutOff(snapshots, seed);
    CHECK(cut.first == whole.first);
    CHECK(cut.second == whole.second);
    CHECK(cut.entries == whole.entries);
    CHECK(cut.held == whole.held);
  }
}

}  // namespace
}  // namespace creditproof::ingestion
