#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/crypto/signing.h"
#include "services/ingestion/index.h"
#include "services/ingestion/ingestion_bench.h"

namespace creditproof::ingestion {
namespace {

using base::Reason;
using Outcomes = std::map<v1::RowOutcome, int>;

Outcomes OutcomesOf(const Bench& bench) {
  Outcomes outcomes;
  for (const auto& verdict : bench.verdicts) ++outcomes[verdict.outcome()];
  return outcomes;
}

v1::ReceiptStatement StatementOf(const Bench& bench) {
  v1::ReceiptStatement statement;
  REQUIRE(statement.ParseFromString(bench.receipt.statement()));
  return statement;
}

std::string Serialized(const std::vector<v1::RowVerdict>& verdicts) {
  v1::DeliverResponse response;
  response.mutable_verdicts()->Add(verdicts.begin(), verdicts.end());
  return response.SerializeAsString();
}

// What a delivery comes to.
struct Result {
  std::string verdicts;
  std::string statement;
  std::size_t entries;
  std::set<std::string> held;
};
Result ResultOf(const Bench& bench) {
  return {Serialized(bench.verdicts), bench.receipt.statement(),
          bench.Log().size(), bench.Held()};
}

// Whether any file below `directory` holds `canary`.
bool IsOnDisk(const std::filesystem::path& directory,
              const std::string& canary) {
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(directory)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    if (absl::StrContains(bytes, canary)) return true;
  }
  return false;
}

// 2200 penalties, most good; registered subjects 0 to 99.
std::string LargeFile() {
  std::vector<PenaltyCells> rows;
  for (int n = 0; n < 2200; ++n) {
    const std::string code = CompanyCode(n % 100);
    rows.push_back({.code = n % 50 == 7 ? Misspelt(code) : code,
                    .name = absl::StrCat("公司", n % 100),
                    .number = absl::StrCat(n % 2000, "号")});
  }
  return PenaltyFile(rows);
}

std::string LargeRegistry() {
  std::vector<std::pair<std::string, std::string>> rows;
  for (int n = 0; n < 100; ++n) {
    rows.emplace_back(CompanyCode(n), absl::StrCat("公司", n));
  }
  return RegistryFile(rows);
}

TEST_CASE("Every row is answered in order and the receipt adds them up") {
  Bench bench;
  REQUIRE(
      bench
          .Deliver("registry", "r1", RegistryFile({{CompanyCode(1), "甲公司"}}))
          .ok());
  const std::string file = PenaltyFile({
      {.code = CompanyCode(1), .name = "甲公司", .number = "1号"},
      {.code = CompanyCode(1), .name = "甲公司", .number = "1号"},
      {.code = Misspelt(CompanyCode(1)), .name = "甲公司", .number = "2号"},
      {.code = CompanyCode(1),
       .name = "甲公司",
       .number = "3号",
       .date = "2024-02-30"},
      {.code = CompanyCode(1),
       .name = "甲公司",
       .number = "4号",
       .classified = "是"},
  });

  REQUIRE(bench.Deliver("penalties", "p1", file, false, 7).ok());

  REQUIRE(bench.verdicts.size() == 5);
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(bench.verdicts[i].row() == static_cast<std::int64_t>(i) + 1);
  }
  CHECK(bench.verdicts[0].outcome() == v1::ROW_OUTCOME_ACCEPTED);
  CHECK(bench.verdicts[1].outcome() == v1::ROW_OUTCOME_UNCHANGED);
  CHECK(bench.verdicts[2].outcome() == v1::ROW_OUTCOME_QUARANTINED);
  CHECK(bench.verdicts[3].outcome() == v1::ROW_OUTCOME_REJECTED);
  CHECK(bench.verdicts[4].outcome() == v1::ROW_OUTCOME_EXCLUDED);
  const v1::ReceiptStatement statement = StatementOf(bench);
  CHECK(statement.delivery() == "sources/penalties/deliveries/p1");
  CHECK(statement.file_kind() == v1::FILE_KIND_PENALTY);
  CHECK(statement.counts_size() == 5);
  CHECK(statement.rows_sha256().size() == 32);
  REQUIRE(statement.positions_size() == 1);  // one subject, one partition
  // Put, and two holds.
  CHECK(statement.positions(0).last_position() ==
        statement.positions(0).first_position() + 2);
}

TEST_CASE("The same delivery again answers the same receipt") {
  Bench bench;
  REQUIRE(bench.Deliver("registry", "r1", LargeRegistry()).ok());
  REQUIRE(bench.Deliver("penalties", "p1", LargeFile()).ok());
  const std::string receipt = bench.receipt.SerializeAsString();
  const std::string verdicts = Serialized(bench.verdicts);
  const std::size_t entries = bench.Log().size();
  if (GENERATE(false, true)) bench.Reopen();

  REQUIRE(bench.Deliver("penalties", "p1", LargeFile()).ok());

  CHECK(bench.receipt.SerializeAsString() == receipt);
  CHECK(Serialized(bench.verdicts) == verdicts);
  CHECK(bench.Log().size() == entries);
}

TEST_CASE("The same rows under another id change no record") {
  Bench bench;
  REQUIRE(bench.Deliver("registry", "r1", LargeRegistry()).ok());
  REQUIRE(bench.Deliver("penalties", "p1", LargeFile()).ok());
  const auto held = bench.Held();
  std::size_t puts = 0;
  for (const auto& change : bench.Log()) puts += change.has_record_put();
  REQUIRE(bench.Deliver("penalties", "p2", LargeFile()).ok());

  for (const auto& change : bench.Log()) puts -= change.has_record_put();
  CHECK(puts == 0);
  CHECK(bench.Held() == held);
  CHECK(OutcomesOf(bench) == Outcomes{{v1::ROW_OUTCOME_UNCHANGED, 2156},
                                      {v1::ROW_OUTCOME_QUARANTINED, 44}});
}

TEST_CASE(
    "A delivery interrupted after a block and sent again gives the same "
    "counts") {
  static const Result whole = [] {
    Bench bench;
    REQUIRE(bench.Deliver("registry", "r1", LargeRegistry()).ok());
    REQUIRE(bench.Deliver("penalties", "p1", LargeFile()).ok());
    return ResultOf(bench);
  }();
  // Three blocks, then the receipt and the source's state.
  const auto [appends, having_appended, killed] =
      GENERATE(table<int, bool, bool>({{0, false, true},
                                       {0, true, false},
                                       {1, true, true},
                                       {1, false, false},
                                       {2, false, true},
                                       {2, true, false},
                                       {3, true, true},
                                       {3, false, false}}));
  Bench bench;
  REQUIRE(bench.Deliver("registry", "r1", LargeRegistry()).ok());
  bench.FailAppendsAfter(appends, having_appended);
  const absl::Status cut = bench.Deliver("penalties", "p1", LargeFile());
  REQUIRE(absl::IsUnavailable(cut));
  const std::string answered = Serialized(bench.verdicts);
  if (killed) bench.Reopen();

  REQUIRE(bench.Deliver("penalties", "p1", LargeFile()).ok());

  const Result result = ResultOf(bench);
  CHECK(result.verdicts == whole.verdicts);
  CHECK(result.statement == whole.statement);
  CHECK(result.entries == whole.entries);
  CHECK(result.held == whole.held);
  CHECK(absl::StartsWith(result.verdicts, answered));
}

TEST_CASE("A delivery sent again in other pieces ends as one that was not") {
  const std::size_t first_piece = GENERATE(2'000'000, 5000, 700);
  const std::size_t second_piece = GENERATE(2'000'000, 16'000, 5000);
  Bench whole;
  REQUIRE(whole.Deliver("registry", "r1", LargeRegistry()).ok());
  REQUIRE(whole.Deliver("penalties", "p1", LargeFile()).ok());
  Bench bench;
  REQUIRE(bench.Deliver("registry", "r1", LargeRegistry()).ok());
  bench.FailAppendsAfter(3, true);
  REQUIRE(absl::IsUnavailable(
      bench.Deliver("penalties", "p1", LargeFile(), false, first_piece)));

  REQUIRE(
      bench.Deliver("penalties", "p1", LargeFile(), false, second_piece).ok());

  CHECK(ResultOf(bench).verdicts == ResultOf(whole).verdicts);
  CHECK(ResultOf(bench).statement == ResultOf(whole).statement);
}

TEST_CASE("An id is not taken for another file") {
  Bench bench;
  const PenaltyCells row{.code = CompanyCode(1), .name = "甲", .number = "1号"};
  const PenaltyCells other{.code = CompanyCode(2), .name = "乙", .number = "2"};
  REQUIRE(bench.Deliver("penalties", "p1", PenaltyFile({row, other})).ok());
  const std::size_t entries = bench.Log().size();

  for (const auto& file : {PenaltyFile({row}), PenaltyFile({row, row}),
                           PenaltyFile({row, other, row})}) {
    const absl::Status status = bench.Deliver("penalties", "p1", file);
    CHECK(base::ReasonOf(status) == Reason::REASON_INVALID_FIELD);
  }
  CHECK(bench.Log().size() == entries);
}

TEST_CASE("A dry run gives the same verdicts and changes nothing") {
  Bench bench;
  REQUIRE(bench.Deliver("registry", "r1", LargeRegistry()).ok());
  const std::size_t entries = bench.Log().size();

  REQUIRE(bench.Deliver("penalties", "p1", LargeFile(), true).ok());
  const std::string imagined = Serialized(bench.verdicts);
  const v1::ReceiptStatement statement = StatementOf(bench);
  CHECK(statement.dry_run());
  CHECK(bench.Log().size() == entries);

  REQUIRE(bench.Deliver("penalties", "p1", LargeFile()).ok());
  CHECK(Serialized(bench.verdicts) == imagined);
  CHECK(StatementOf(bench).rows_sha256() == statement.rows_sha256());
  CHECK_FALSE(StatementOf(bench).dry_run());
}

TEST_CASE("Nothing of a classified row is anywhere on disk") {
  Bench bench;
  REQUIRE(bench
              .Deliver("penalties", "p1",
                       PenaltyFile({{.code = CompanyCode(1),
                                     .name = "CANARYNAME",
                                     .number = "CANARYNUMBER",
                                     .classified = "是",
                                     .content = "CANARYCONTENT"},
                                    {.code = CompanyCode(2),
                                     .name = "VISIBLENAME",
                                     .number = "1号"}}))
              .ok());
  REQUIRE(bench.verdicts[0].outcome() == v1::ROW_OUTCOME_EXCLUDED);
  CHECK(IsOnDisk(bench.directory(), "VISIBLENAME"));
  for (const char* canary : {"CANARYNAME", "CANARYNUMBER", "CANARYCONTENT"}) {
    CHECK_FALSE(IsOnDisk(bench.directory(), canary));
  }
  CHECK_FALSE(IsOnDisk(bench.directory(), CompanyCode(1)));
}

TEST_CASE("An identity number is nowhere in the clear on disk") {
  const std::string number = "230103198003071233";
  Bench bench;
  const std::string good = CompanyCode(1);
  REQUIRE(bench
              .Deliver("penalties", "p1",
                       PenaltyFile({{.code = good,
                                     .name = "甲公司",
                                     .number = "1号",
                                     .identity_number = number},
                                    {.code = Misspelt(good),
                                     .name = "甲公司",
                                     .number = "2号",
                                     .identity_number = number},
                                    {.code = good,
                                     .name = "甲公司",
                                     .number = "3号",
                                     .date = "2024-02-30",
                                     .identity_number = number}}))
              .ok());
  REQUIRE(bench.verdicts.size() == 3);
  CHECK_FALSE(IsOnDisk(bench.directory(), number));

  int sealed = 0;
  for (const auto& change : bench.Log()) {
    for (const auto& column : change.record_put().columns()) {
      sealed += column.has_sealed();
    }
  }
  CHECK(sealed == 1);
}

// The sealed columns of all records in the log, in order.
std::vector<std::string> Sealed(const Bench& bench) {
  std::vector<std::string> sealed;
  for (const auto& change : bench.Log()) {
    for (const auto& column : change.record_put().columns()) {
      if (column.has_sealed()) sealed.push_back(column.sealed());
    }
  }
  return sealed;
}

TEST_CASE("A new sealing key seals what is new and changes nothing known") {
  const std::string number = "230103198003071233";
  Bench bench;
  const std::string code = CompanyCode(1);
  const PenaltyCells known = {.code = code,
                              .name = "甲公司",
                              .number = "1号",
                              .identity_number = number};
  PenaltyCells added = known;
  added.number = "2号";
  REQUIRE(bench.Deliver("penalties", "p1", PenaltyFile({known})).ok());
  REQUIRE(Sealed(bench).size() == 1);
  const std::string old_value = Sealed(bench).front();

  bench.RotateSealingKey();
  REQUIRE(bench.Deliver("penalties", "p2", PenaltyFile({known, added})).ok());

  CHECK(bench.verdicts[0].outcome() == v1::ROW_OUTCOME_UNCHANGED);
  CHECK(bench.verdicts[1].outcome() == v1::ROW_OUTCOME_ACCEPTED);
  std::vector<std::string> values = Sealed(bench);
  std::erase(values, old_value);
  REQUIRE(values.size() == 1);
  const std::string key_id = values.front().substr(1, 4);  // behind the version
  CHECK(key_id == "\x0b\xad\xca\xfe");
  CHECK(old_value.substr(1, 4) != key_id);

  const auto sealer = *crypto::Sealer::FromKeyFile(bench.sealing_keys());
  std::string context;
  for (const auto& change : bench.Log()) {
    for (const auto& column : change.record_put().columns()) {
      if (column.has_sealed()) context = code + "|" + column.id();
    }
  }
  CHECK(sealer.Open(context, old_value).value() == number);
  CHECK(sealer.Open(context, values.front()).value() == number);
}

TEST_CASE("Nobody delivers for a source that is not registered") {
  Bench bench;
  const std::string file =
      PenaltyFile({{.code = CompanyCode(1), .name = "甲", .number = "1号"}});
  const std::size_t entries = bench.Log().size();
  CHECK(base::ReasonOf(bench.Deliver("nobody", "x", file)) ==
        Reason::REASON_SOURCE_NOT_FOUND);
  CHECK(bench.verdicts.empty());
  CHECK(bench.Log().size() == entries);
}

TEST_CASE(
    "A source has looked once it delivered a row that could be taken, or "
    "a file without rows") {
  Bench bench;
  const auto looked = [&] {
    const auto state = FindSourceState(View(bench.store()), "penalties");
    REQUIRE(state.ok());
    return (*state)->has_first_delivery_time();
  };
  REQUIRE(bench
              .Deliver("penalties", "bad",
                       PenaltyFile({{.code = Misspelt(CompanyCode(1)),
                                     .name = "甲",
                                     .number = "1号"}}))
              .ok());
  CHECK_FALSE(looked());

  SECTION("a good row") {
    REQUIRE(bench
                .Deliver("penalties", "good",
                         PenaltyFile({{.code = CompanyCode(1),
                                       .name = "甲",
                                       .number = "1号"}}))
                .ok());
    CHECK(looked());
  }
  SECTION("no row") {
    REQUIRE(bench.Deliver("penalties", "empty", PenaltyFile({})).ok());
    CHECK(looked());
  }
}

TEST_CASE(
    "A file that cannot be read takes the rows before and has no receipt") {
  Bench bench;
  CHECK(base::ReasonOf(bench.Deliver("penalties", "x", "%PDF-1.7 ...")) ==
        Reason::REASON_FILE_UNREADABLE);
  CHECK(bench.receipt.statement().empty());
}

TEST_CASE("Two deliveries under one id are not taken at once") {
  Bench bench;
  v1::DeliveryHeader header;
  header.set_source("sources/penalties");
  header.set_delivery_id("p1");
  const auto ignore = [](const v1::DeliverResponse&) {
    return absl::OkStatus();
  };
  auto first = bench.desk().Begin(header, {"clerk"}, ignore);
  REQUIRE(first.ok());
  CHECK(
      base::ReasonOf(bench.desk().Begin(header, {"clerk"}, ignore).status()) ==
      Reason::REASON_DELIVERY_IN_PROGRESS);
  first->reset();
  CHECK(bench.desk().Begin(header, {"clerk"}, ignore).ok());
}

}  // namespace
}  // namespace creditproof::ingestion
