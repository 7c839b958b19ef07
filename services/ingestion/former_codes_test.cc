#include "services/ingestion/former_codes.h"

#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "libs/base/error.h"
#include "services/ingestion/ingestion_bench.h"

namespace creditproof::ingestion {
namespace {

using Codes = std::set<std::string>;
using Response = v1::ResolveQuarantinedRowResponse;

intake::Row Changed(const std::string& code, const std::string& former,
                    const std::string& name = "甲公司") {
  intake::Row row = RegistrationRow(code, name);
  row.tells_former_codes = true;
  if (!former.empty()) row.registration->add_former_credit_codes(former);
  return row;
}

std::string LatestHold(const Bench& bench, const std::string& code) {
  std::string hold_id;
  for (const auto& change : bench.Log()) {
    if (change.credit_code() == code && change.has_hold_placed()) {
      hold_id = change.hold_placed().hold_id();
    }
  }
  return hold_id;
}

// A penalty stands under the code that the subject had before.
struct Renumbered {
  Renumbered() {
    bench.Take(RegistrationRow(former, "甲公司"));
    bench.Take(penalty);
    bench.Take(Changed(now, former));
    REQUIRE(bench.Held() == Codes{now});
  }

  const std::string former = CompanyCode(1);
  const std::string now = CompanyCode(2);
  const intake::Row penalty = PenaltyRow(former, "甲公司", "1号");
  Bench bench;
};

TEST_CASE("A subject is held by what stands under a code that it had before") {
  Bench bench;
  const std::string former = CompanyCode(1);
  const std::string now = CompanyCode(2);
  bench.Take(RegistrationRow(former, "甲公司"));
  intake::Row changed = RegistrationRow(now, "甲公司");
  changed.registration->add_former_credit_codes(former);
  const intake::Row penalty = PenaltyRow(former, "甲公司", "1号");

  SECTION("before the change") {
    CHECK(bench.Take(penalty).held_subjects() == 0);
    bench.Take(changed);
  }
  SECTION("after the change, however the row is named") {
    bench.Take(changed);
    const auto verdict = bench.Take(penalty);
    CHECK(verdict.outcome() == v1::ROW_OUTCOME_ACCEPTED);
    REQUIRE(verdict.notes_size() == 1);
    CHECK(verdict.notes(0).rule() == v1::ROW_RULE_FORMER_CODE);

    bench.Take(PenaltyRow(now, "甲公司", "1号"));
    CHECK(bench.Held().empty());
    return;
  }
  CHECK(bench.Held() == Codes{now});
  bench.Take(RegistrationRow(former, "甲公司改名"));
  CHECK(bench.Held() == Codes{now});
}

TEST_CASE("What is left under a former code is not dismissed") {
  Renumbered r;
  if (GENERATE(false, true)) {  // delivered again after the change
    r.bench.Take(r.penalty);
  }

  const auto dismissed = r.bench.Resolve(LatestHold(r.bench, r.now), "");

  CHECK(base::ReasonOf(dismissed.status()) == base::Reason::REASON_WRONG_STATE);
  const absl::string_view message = dismissed.status().message();
  CHECK(absl::StrContains(message, "subjects/" + r.former + "/records/"));
  CHECK(absl::StrContains(message, "黑龙江省市场监督管理局"));
  CHECK(r.bench.Held() == Codes{r.now});
}

TEST_CASE("It holds its subject until it is seen to, and no longer") {
  Renumbered r;
  intake::Row row = r.penalty;
  SECTION("under the new code") { row = PenaltyRow(r.now, "甲公司", "1号"); }
  SECTION("under the new code and another name") {
    row = PenaltyRow(r.now, "甲公司新名", "1号");
    r.bench.Take(Changed(r.now, r.former, "甲公司新名"));
  }
  SECTION("withdrawn") { row.update = intake::Update::kWithdraw; }
  SECTION("repaired") { row.update = intake::Update::kRepair; }

  r.bench.Take(row);

  CHECK(r.bench.Held().empty());
  r.bench.Take(Changed(r.now, r.former, "甲公司再改名"));
  CHECK(r.bench.Held().empty());
}

TEST_CASE("One of two records under the new code is not enough") {
  Renumbered r;
  r.bench.Take(PenaltyRow(r.former, "甲公司", "2号"));
  r.bench.Take(PenaltyRow(r.now, "甲公司", "1号"));
  CHECK(r.bench.Held() == Codes{r.now});
  r.bench.Take(PenaltyRow(r.now, "甲公司", "2号"));
  CHECK(r.bench.Held().empty());
}

TEST_CASE("A code that was changed twice leaves nothing behind") {
  Bench bench;
  const std::string first = CompanyCode(1);
  const std::string second = CompanyCode(2);
  const std::string third = CompanyCode(3);
  const intake::Row penalty = PenaltyRow(first, "甲公司", "1号");
  SECTION("the record first") {
    bench.Take(penalty);
    bench.Take(Changed(second, first));
    bench.Take(Changed(third, second));
  }
  SECTION("the record last") {
    bench.Take(Changed(second, first));
    bench.Take(Changed(third, second));
    bench.Take(penalty);
  }
  SECTION("the changes in the wrong order") {
    bench.Take(penalty);
    bench.Take(Changed(third, second));
    bench.Take(Changed(second, first));
  }
  CHECK(bench.Held() == Codes{second, third});

  bench.Take(PenaltyRow(third, "甲公司", "1号"));

  CHECK(bench.Held().empty());
}

TEST_CASE("A row under a former code is attributed to the new one") {
  Renumbered r;
  r.bench.Take(r.penalty);
  const auto attributed = r.bench.Resolve(r.bench.HoldOf(r.penalty), r.now);
  REQUIRE(attributed.ok());
  CHECK(attributed->outcome() == Response::OUTCOME_RECORDED);
  CHECK(r.bench.Held().empty());
}

TEST_CASE("A former code that was a mistake frees when it is taken back") {
  Renumbered r;
  if (GENERATE(false, true)) r.bench.Take(r.penalty);

  SECTION("by a file that tells former codes") {
    r.bench.Take(Changed(r.now, ""));
    CHECK(r.bench.Held().empty());
    CHECK(r.bench.Take(r.penalty).held_subjects() == 0);
  }
  SECTION("and not by a file that does not") {
    intake::Row row = Changed(r.now, "");
    row.tells_former_codes = false;
    r.bench.Take(row);
    CHECK(r.bench.Held() == Codes{r.now});
  }
}

TEST_CASE("Another's record of the same decision moves nothing") {
  Bench bench;
  const std::string former = CompanyCode(1);
  const std::string now = CompanyCode(2);
  const std::string other = CompanyCode(3);
  bench.Take(Changed(now, former, "乙公司"));
  bench.Take(RegistrationRow(other, "甲公司"));
  const intake::Row penalty = PenaltyRow(former, "甲公司", "1号");
  bench.Take(penalty);
  REQUIRE(bench.Held() == Codes{now, other});

  bench.Take(PenaltyRow(other, "甲公司", "1号"));

  CHECK(bench.Held(bench.HoldOf(penalty)).count(now) == 1);
}

}  // namespace
}  // namespace creditproof::ingestion
