#include "services/ingestion/responsibility.h"

#include <catch2/catch.hpp>

#include "services/ingestion/index.h"
#include "services/ingestion/ingestion_bench.h"
#include "services/ingestion/sources.h"

namespace creditproof::ingestion {
namespace {

const std::string kHarbin = CompanyCode(1);
const std::string kDaqing = CodeOf("91", "230602", 2);

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

void Restrict(Bench& bench, const std::string& source,
              const std::vector<std::string>& regions) {
  bench.ChangeSourceTo(source, [&](v1::Source& changed) {
    changed.mutable_regions()->Assign(regions.begin(), regions.end());
  });
}

bool IsHeldForRegion(const v1::RowVerdict& verdict) {
  return IsRefused(verdict, v1::ROW_RULE_REGION_NOT_YOURS) &&
         verdict.held_subjects() > 0;
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
  bench.Take(Registered(kHarbin, "甲公司", "230103"));
  bench.Take(Registered(kDaqing, "乙公司", "230602"));
  Restrict(bench, "penalties", {"2301"});
  intake::Row broken = PenaltyRow(kDaqing, "乙公司", "3号");
  broken.rejected = true;

  CHECK(bench.Take(PenaltyRow(kHarbin, "甲公司", "1号")).outcome() ==
        v1::ROW_OUTCOME_ACCEPTED);
  CHECK(IsRefused(bench.Take(PenaltyRow(kDaqing, "乙公司", "2号")),
                  v1::ROW_RULE_REGION_NOT_YOURS));
  CHECK(IsRefused(bench.Take(broken), v1::ROW_RULE_REGION_NOT_YOURS));
  CHECK(bench.Held().empty());
}

TEST_CASE("Where a case belongs its own row says before the registry") {
  Bench bench;
  bench.Take(Registered(kHarbin, "甲公司", "230103"));
  bench.Take(Registered(kDaqing, "乙公司", "230602"));
  Restrict(bench, "penalties", {"230103", "230110"});
  intake::Row here = PenaltyRow(kDaqing, "乙公司", "1号");
  here.region_code = "230103";
  intake::Row wider = PenaltyRow(kDaqing, "乙公司", "2号");
  wider.region_code = "230100";
  intake::Row elsewhere = PenaltyRow(kDaqing, "乙公司", "3号");
  elsewhere.region_code = "230109";

  CHECK(bench.Take(here).outcome() == v1::ROW_OUTCOME_ACCEPTED);
  CHECK(bench.Take(wider).outcome() == v1::ROW_OUTCOME_ACCEPTED);
  CHECK(IsRefused(bench.Take(elsewhere), v1::ROW_RULE_REGION_NOT_YOURS));
  CHECK(bench.Held().empty());
}

TEST_CASE("A slip in the region cell drops no row that names a subject") {
  Bench bench;
  bench.Take(Registered(kHarbin, "甲公司", "230103"));
  Restrict(bench, "penalties", {"2301"});
  intake::Row row = PenaltyRow(kHarbin, "甲公司", "1号");
  SECTION("by its code") {}
  SECTION("by its name") {
    row = PenaltyRow(Misspelt(kHarbin), "甲公司", "1号");
  }
  row.region_code = "230602";

  CHECK(IsHeldForRegion(bench.Take(row)));
  CHECK(bench.Held() == std::set<std::string>{kHarbin});

  row = PenaltyRow(kHarbin, "甲公司", "1号");
  row.region_code = "230103";
  CHECK(bench.Take(row).outcome() == v1::ROW_OUTCOME_ACCEPTED);
  CHECK(bench.Held().empty());
}

TEST_CASE("Of a subject that nobody knows a sound row elsewhere is refused") {
  Bench bench;
  Restrict(bench, "penalties", {"2301"});
  intake::Row row = PenaltyRow(kDaqing, "乙公司", "1号");
  row.region_code = "230602";
  CHECK(IsRefused(bench.Take(row), v1::ROW_RULE_REGION_NOT_YOURS));
  CHECK(bench.Held().empty());

  row.rejected = true;
  row.notes.emplace_back().set_rule(v1::ROW_RULE_CELL_COUNT);
  CHECK(bench.Take(row).held_subjects() == 1);
}

TEST_CASE("A row like one that stands open is not thereby the source's") {
  Bench bench;
  bench.Take(Registered(kHarbin, "甲公司", "230103"));
  bench.Take(Registered(kDaqing, "乙公司", "230602"));
  Restrict(bench, "penalties", {"2301"});
  bench.Take(PenaltyRow(Misspelt(kHarbin), "丙公司", "1号"));
  REQUIRE(bench.Held() == std::set<std::string>{kHarbin});

  CHECK(IsRefused(bench.Take(PenaltyRow(kDaqing, "丙公司", "1号")),
                  v1::ROW_RULE_REGION_NOT_YOURS));

  CHECK(bench.Held() == std::set<std::string>{kHarbin});
}

TEST_CASE("A regional registry says that its own subject moved away") {
  Bench bench;
  Restrict(bench, "registry", {"2301"});
  bench.Take(Registered(kHarbin, "甲公司", "230103"));

  CHECK(bench.Take(Registered(kHarbin, "甲公司", "230602")).outcome() ==
        v1::ROW_OUTCOME_REVISED);
  CHECK(bench.Take(Registered(kHarbin, "甲公司改名", "230602")).outcome() ==
        v1::ROW_OUTCOME_REVISED);
  CHECK(IsRefused(bench.Take(Registered(kDaqing, "乙公司", "230602")),
                  v1::ROW_RULE_REGION_NOT_YOURS));
}

TEST_CASE("A registry mends what it delivered with a broken code elsewhere") {
  Bench bench;
  const intake::Row broken = Registered(Misspelt(kDaqing), "乙公司", "230602");
  bench.Take(broken);
  Restrict(bench, "registry", {"2301"});
  CHECK(bench.Take(Registered(kDaqing, "乙公司", "230602")).outcome() ==
        v1::ROW_OUTCOME_ACCEPTED);
}

TEST_CASE("Where the place is unknown a row is not refused") {
  Bench bench;
  bench.Take(Registered(kDaqing, "乙公司", "230602"));
  Restrict(bench, "penalties", {"2301"});
  CHECK(bench.Take(PenaltyRow(CompanyCode(9), "未登记", "1号")).outcome() ==
        v1::ROW_OUTCOME_ACCEPTED);
  CHECK(bench.Take(PenaltyRow(Misspelt(kDaqing), "乙公司", "2号")).outcome() ==
        v1::ROW_OUTCOME_QUARANTINED);
  CHECK(bench.Held() == std::set<std::string>{kDaqing});
}

TEST_CASE("What a source delivered it may end, wherever the subject moved") {
  Bench bench;
  bench.Take(Registered(kHarbin, "甲公司", "230103"));
  intake::Row row = PenaltyRow(kHarbin, "甲公司", "1号");
  bench.Take(row);
  intake::Row doubtful = PenaltyRow(Misspelt(kHarbin), "甲公司", "2号");
  bench.Take(doubtful);
  REQUIRE(bench.Held() == std::set<std::string>{kHarbin});
  bench.Take(Registered(kHarbin, "甲公司", "230602"));
  Restrict(bench, "penalties", {"2301"});

  row.update = intake::Update::kRepair;
  CHECK(bench.Take(row).outcome() == v1::ROW_OUTCOME_REVISED);
  CHECK(bench.Take(PenaltyRow(kHarbin, "甲公司", "2号")).outcome() ==
        v1::ROW_OUTCOME_ACCEPTED);
  CHECK(bench.Held().empty());
}

}  // namespace
}  // namespace creditproof::ingestion
