#include "services/ingestion/resolve_open_row.h"

#include <catch2/catch.hpp>

#include "libs/base/error.h"
#include "services/ingestion/index.h"
#include "services/ingestion/ingestion_bench.h"

namespace creditproof::ingestion {
namespace {

using Codes = std::set<std::string>;
using Response = v1::ResolveQuarantinedRowResponse;

Response Resolve(Bench& bench, const intake::Row& row,
                 const std::string& code) {
  const auto response = bench.Resolve(bench.HoldOf(row), code);
  REQUIRE(response.ok());
  return *response;
}

// Two subjects that bear one name.
struct Namesakes {
  Namesakes() {
    REQUIRE(bench.Judge(RegistrationRow(meant, "甲公司")).ok());
    REQUIRE(bench.Judge(RegistrationRow(other, "甲公司")).ok());
  }

  void Judge(const intake::Row& row) { REQUIRE(bench.Judge(row).ok()); }

  std::string meant = CompanyCode(1);
  std::string other = CompanyCode(2);
  Bench bench;
};

TEST_CASE("A row that is attributed is recorded there, and holds nobody") {
  Namesakes n;
  intake::Row row = PenaltyRow("", "甲公司", "1号");
  row.personal_numbers = {{"CF_FR_ZJHM", "230103198001010018"}};
  n.Judge(row);
  REQUIRE(n.bench.Held() == Codes{n.meant, n.other});

  const Response response = Resolve(n.bench, row, n.meant);

  CHECK(response.outcome() == Response::OUTCOME_RECORDED);
  CHECK(response.freed_count() == 2);
  CHECK(n.bench.Held().empty());
  const changelog::v1::Change change = [&] {
    for (const auto& c : n.bench.Log()) {
      if (c.has_record_put()) return c;
    }
    FAIL("no record");
    return changelog::v1::Change();
  }();
  CHECK(change.credit_code() == n.meant);
  CHECK(change.provenance().ground() == "SOURCE");
  CHECK(change.provenance().actor() == "clerk");
  CHECK(change.provenance().delivery_id().empty());
  const record::v1::Column& number = change.record_put().columns(0);
  CHECK(
      n.bench.sealer().Open(n.meant + "|CF_FR_ZJHM", number.sealed()).value() ==
      "230103198001010018");
}

TEST_CASE("A row with bad content that is attributed holds that subject only") {
  Namesakes n;
  const intake::Row row = Rejected(PenaltyRow("", "甲公司", "1号"));
  n.Judge(row);

  CHECK(Resolve(n.bench, row, n.meant).outcome() == Response::OUTCOME_NARROWED);
  CHECK(n.bench.Held() == Codes{n.meant});

  SECTION("the same row again changes nothing") {
    n.Judge(row);
    CHECK(n.bench.Held() == Codes{n.meant});
  }
  SECTION("a mended row frees it") {
    n.Judge(PenaltyRow(n.meant, "甲公司", "1号"));
    CHECK(n.bench.Held().empty());
  }
  SECTION("dismissed, it frees it") {
    CHECK(Resolve(n.bench, row, "").outcome() == Response::OUTCOME_DISMISSED);
    CHECK(n.bench.Held().empty());
  }
}

TEST_CASE("A row whose number and name cannot be read can be settled") {
  Namesakes n;
  intake::Row row = Rejected(PenaltyRow(n.meant, "", ""));
  row.record->clear_party_name();
  row.record->clear_document_number();
  n.Judge(row);
  REQUIRE(n.bench.Held() == Codes{n.meant});

  const std::string code = GENERATE(std::string(), CompanyCode(2));
  Resolve(n.bench, row, code);

  CHECK(n.bench.Held() == (code.empty() ? Codes{} : Codes{n.other}));
}

TEST_CASE("A repaired row that is attributed is recorded as repaired") {
  Namesakes n;
  intake::Row row = PenaltyRow("", "甲公司", "1号");
  row.update = intake::Update::kRepair;
  row.update_date = "2025-01-02";
  n.Judge(row);
  Resolve(n.bench, row, n.meant);
  int repaired = 0;
  for (const auto& change : n.bench.Log())
    repaired += change.has_record_repaired();
  CHECK(repaired == 1);
}

TEST_CASE("A registration that is attributed is the subject's") {
  Bench bench;
  const std::string code = CompanyCode(1);
  const intake::Row row = RegistrationRow(Misspelt(code), "甲公司");
  REQUIRE(bench.Judge(row).ok());

  CHECK(Resolve(bench, row, code).outcome() == Response::OUTCOME_RECORDED);

  CHECK(FindSubject(View(bench.store()), code)->has_value());
}

TEST_CASE("A recorded row is confirmed where it is and moved nowhere else") {
  Namesakes n;
  const intake::Row row = PenaltyRow(CompanyCode(3), "甲公司", "1号");
  n.Judge(row);
  REQUIRE(n.bench.Held() == Codes{n.meant, n.other});

  const auto moved = n.bench.Resolve(n.bench.HoldOf(row), n.meant);
  CHECK(base::ReasonOf(moved.status()) == base::Reason::REASON_WRONG_STATE);
  CHECK(Resolve(n.bench, row, CompanyCode(3)).outcome() ==
        Response::OUTCOME_CONFIRMED);
  CHECK(n.bench.Held().empty());
}

TEST_CASE("A record that its source withdrew does not return by attribution") {
  Namesakes n;
  intake::Row row = PenaltyRow(n.meant, "甲公司", "1号");
  row.update = intake::Update::kWithdraw;
  n.Judge(row);
  row.update = intake::Update::kPut;
  n.Judge(row);
  REQUIRE(n.bench.Held() == Codes{n.meant});

  const auto response = n.bench.Resolve(n.bench.HoldOf(row), n.meant);

  CHECK(base::ReasonOf(response.status()) == base::Reason::REASON_WRONG_STATE);
  CHECK(n.bench.Held() == Codes{n.meant});
}

TEST_CASE("Those who are freed are told how") {
  Namesakes n;
  const intake::Row row = PenaltyRow("", "甲公司", "1号");
  n.Judge(row);
  Resolve(n.bench, row, n.meant);
  for (const auto& change : n.bench.Log()) {
    if (!change.has_hold_lifted()) continue;
    CHECK(change.hold_lifted().reason() ==
          (change.credit_code() == n.meant
               ? "报送单位已确认该信息所指的就是该主体，信息已入库"
               : "报送单位已确认该信息所指的是其他主体"));
  }
}

TEST_CASE("A row that comes under the code it was attributed away from waits") {
  Namesakes n;
  intake::Row row = PenaltyRow(CompanyCode(3), "甲公司", "1号");
  n.Judge(Rejected(row));
  Resolve(n.bench, row, n.meant);
  REQUIRE(n.bench.Held() == Codes{n.meant});
  if (GENERATE(false, true)) row.region_code = "230109";  // another hold id

  const v1::RowVerdict verdict = n.bench.Take(row);

  CHECK(verdict.outcome() == v1::ROW_OUTCOME_QUARANTINED);
  CHECK(verdict.held_subjects() == 1);
  REQUIRE(verdict.notes_size() == 1);
  CHECK(verdict.notes(0).rule() == v1::ROW_RULE_ATTRIBUTED_OTHERWISE);
  CHECK(n.bench.Held() == Codes{n.meant});
  CHECK(n.bench.Count(changelog::v1::Change::kRecordPut) == 0);

  SECTION("for the code of the one who is meant") {
    n.Judge(PenaltyRow(n.meant, "甲公司", "1号"));
  }
  SECTION("for its source to say so again") {
    const auto again = n.bench.Resolve(
        n.bench.HoldOf(Rejected(PenaltyRow(CompanyCode(3), "甲公司", "1号"))),
        n.meant);
    REQUIRE(again.ok());
    CHECK(again->outcome() == Response::OUTCOME_RECORDED);
  }
  SECTION("or for its withdrawal") {
    row.region_code.clear();
    row.update = intake::Update::kWithdraw;
    n.Judge(row);
  }
  CHECK(n.bench.Held().empty());
}

TEST_CASE("A source attributes nothing to a subject that is surely elsewhere") {
  Bench bench;
  const std::string daqing = CodeOf("91", "230602", 2);
  intake::Row registered = RegistrationRow(daqing, "乙公司");
  registered.registration->set_region_code("230602");
  bench.Take(registered);
  bench.ChangeSourceTo("penalties",
                       [](v1::Source& source) { source.add_regions("2301"); });
  const intake::Row row = PenaltyRow("", "乙公司", "1号");
  bench.Take(row);

  const auto by_source = bench.Resolve(bench.HoldOf(row), daqing);
  CHECK(base::ReasonOf(by_source.status()) ==
        base::Reason::REASON_INVALID_FIELD);
  CHECK(bench.Held() == Codes{daqing});
  CHECK(bench.Resolve(bench.HoldOf(row), daqing, "ADMINISTRATOR").ok());
  CHECK(bench.Held().empty());
}

TEST_CASE("An old row that is attributed overwrites nothing newer") {
  Namesakes n;
  intake::Row old = PenaltyRow("", "甲公司", "1号");
  old.record->set_content("旧");
  n.Judge(old);
  n.bench.PassTime();
  intake::Row newer = PenaltyRow(n.meant, "甲公司", "1号");
  newer.record->set_content("新");
  n.Judge(newer);

  const Response response = Resolve(n.bench, old, n.meant);

  CHECK(response.outcome() == Response::OUTCOME_CONFIRMED);
  CHECK(n.bench.Count(changelog::v1::Change::kRecordPut) == 1);
}

}  // namespace
}  // namespace creditproof::ingestion
