#include "services/ingestion/responsibility.h"

#include <catch2/catch.hpp>

#include "services/ingestion/index.h"
#include "services/ingestion/ingestion_bench.h"
#include "services/ingestion/sources.h"

namespace creditproof::ingestion {
namespace {

const std::string kHarbin = CompanyCode(1);
const std::string kDaqing = CodeOf("91", "230602", 2);

v1::RowVerdict Judge(Bench& bench, const intake::Row& row) {
  const auto verdict = bench.Judge(row);
  REQUIRE(verdict.ok());
  return *verdict;
}

bool IsRefused(const v1::RowVerdict& verdict, v1::RowRule rule) {
  return verdict.outcome() == v1::ROW_OUTCOME_REJECTED &&
         verdict.notes_size() == 1 && verdict.notes(0).rule() == rule;
}

intake::Row Registered(const std::string& code, const std::string& name,
                       const std::string& region) {
  intake::Row row = RegistrationRow(code, name);
  row.registration->set_region_code(region);
  row.region_code = region;
  return row;
}

// `penalties` answers for these regions from now on.
void Restrict(Bench& bench, const std::vector<std::string>& regions) {
  REQUIRE(bench.writer()
              .Do([&](Act& act) -> absl::Status {
                auto source = FindSource(act.view(), "penalties");
                if (!source.ok()) return source.status();
                source->mutable_regions()->Assign(regions.begin(),
                                                  regions.end());
                return ChangeSource("penalties", *source, "admin", act);
              })
              .ok());
}

TEST_CASE("A file of a kind that is not the source's is refused row by row") {
  Bench bench;
  REQUIRE(bench.Deliver("registry", "r1", RegistryFile({{kHarbin, "甲公司"}}))
              .ok());
  const std::size_t entries = bench.Log().size();
  const std::string file = PenaltyFile(
      {{.code = kHarbin, .name = "甲公司", .number = "1号"},
       {.code = Misspelt(kHarbin), .name = "甲公司", .number = "2号"},
       {.code = kHarbin, .name = "甲公司", .number = "3", .date = "2024-02-30"},
       {.code = kHarbin, .name = "甲公司", .number = "4", .classified = "是"}});

  REQUIRE(bench.Deliver("registry", "p1", file).ok());

  REQUIRE(bench.verdicts.size() == 4);
  for (int i = 0; i < 3; ++i) {
    const v1::RowVerdict& verdict = bench.verdicts[static_cast<unsigned>(i)];
    CHECK(verdict.outcome() == v1::ROW_OUTCOME_REJECTED);
    CHECK(verdict.notes().rbegin()->rule() == v1::ROW_RULE_KIND_NOT_YOURS);
    CHECK(verdict.held_subjects() == 0);
  }
  CHECK(bench.verdicts[3].outcome() == v1::ROW_OUTCOME_EXCLUDED);
  CHECK_FALSE(bench.receipt.statement().empty());
  CHECK(bench.Log().size() == entries);  // nobody is held, nobody has looked
}

TEST_CASE("An empty file of a kind that is not the source's is no look") {
  Bench bench;
  const std::size_t entries = bench.Log().size();
  REQUIRE(bench.Deliver("registry", "p1", PenaltyFile({})).ok());
  CHECK(bench.Log().size() == entries);
}

TEST_CASE("A row about a subject elsewhere is refused and holds nobody") {
  Bench bench;
  Judge(bench, Registered(kHarbin, "甲公司", "230103"));
  Judge(bench, Registered(kDaqing, "乙公司", "230602"));
  Restrict(bench, {"2301"});
  intake::Row broken = PenaltyRow(kDaqing, "乙公司", "3号");
  broken.rejected = true;

  CHECK(Judge(bench, PenaltyRow(kHarbin, "甲公司", "1号")).outcome() ==
        v1::ROW_OUTCOME_ACCEPTED);
  CHECK(IsRefused(Judge(bench, PenaltyRow(kDaqing, "乙公司", "2号")),
                  v1::ROW_RULE_REGION_NOT_YOURS));
  CHECK(IsRefused(Judge(bench, broken), v1::ROW_RULE_REGION_NOT_YOURS));
  CHECK(bench.Held().empty());
}

TEST_CASE("Where a case belongs its own row says before the registry") {
  Bench bench;
  Judge(bench, Registered(kHarbin, "甲公司", "230103"));
  Judge(bench, Registered(kDaqing, "乙公司", "230602"));
  Restrict(bench, {"230103", "230110"});
  intake::Row here = PenaltyRow(kDaqing, "乙公司", "1号");
  here.region_code = "230103";
  intake::Row wider = PenaltyRow(kDaqing, "乙公司", "2号");
  wider.region_code = "230100";
  intake::Row elsewhere = PenaltyRow(kHarbin, "甲公司", "3号");
  elsewhere.region_code = "230109";

  CHECK(Judge(bench, here).outcome() == v1::ROW_OUTCOME_ACCEPTED);
  CHECK(Judge(bench, wider).outcome() == v1::ROW_OUTCOME_ACCEPTED);
  CHECK(IsRefused(Judge(bench, elsewhere), v1::ROW_RULE_REGION_NOT_YOURS));
}

TEST_CASE("Where the place is unknown a row is not refused") {
  Bench bench;
  Judge(bench, Registered(kDaqing, "乙公司", "230602"));
  Restrict(bench, {"2301"});
  CHECK(Judge(bench, PenaltyRow(CompanyCode(9), "未登记", "1号")).outcome() ==
        v1::ROW_OUTCOME_ACCEPTED);
  CHECK(
      Judge(bench, PenaltyRow(Misspelt(kDaqing), "乙公司", "2号")).outcome() ==
      v1::ROW_OUTCOME_QUARANTINED);
  CHECK(bench.Held() == std::set<std::string>{kDaqing});
}

TEST_CASE("What a source delivered it may end, wherever the subject moved") {
  Bench bench;
  Judge(bench, Registered(kHarbin, "甲公司", "230103"));
  intake::Row row = PenaltyRow(kHarbin, "甲公司", "1号");
  Judge(bench, row);
  intake::Row doubtful = PenaltyRow(Misspelt(kHarbin), "甲公司", "2号");
  Judge(bench, doubtful);
  REQUIRE(bench.Held() == std::set<std::string>{kHarbin});
  Judge(bench, Registered(kHarbin, "甲公司", "230602"));
  Restrict(bench, {"2301"});

  row.update = intake::Update::kRepair;
  CHECK(Judge(bench, row).outcome() == v1::ROW_OUTCOME_REVISED);
  CHECK(Judge(bench, PenaltyRow(kHarbin, "甲公司", "2号")).outcome() ==
        v1::ROW_OUTCOME_ACCEPTED);
  CHECK(bench.Held().empty());
}

}  // namespace
}  // namespace creditproof::ingestion
