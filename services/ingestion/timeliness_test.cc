#include "services/ingestion/timeliness.h"

#include <catch2/catch.hpp>

#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/files.h"
#include "libs/crypto/statement.h"
#include "services/ingestion/families.h"
#include "services/ingestion/ingestion_bench.h"
#include "services/ingestion/sources.h"
#include "services/ingestion/timeliness_statement.h"

namespace creditproof::ingestion {
namespace {

// When a bench judges: Monday, 2026-09-21, the day after a make-up Sunday.
const absl::Time kNow = absl::FromUnixSeconds(1'790'000'000);
const absl::CivilMonth kMonth(2026, 9);

absl::CivilDay Day(const char* text) { return *base::ParseDate(text); }

workdays::Calendar China() {
  return *workdays::Calendar::Parse(*base::ReadFile(CREDITPROOF_CALENDAR_FILE));
}

v1::TimelinessStatement Describe(const Bench& bench, absl::Time now = kNow) {
  const auto statement = DescribeTimeliness(View(bench.store()), "penalties",
                                            kMonth, China(), now);
  INFO(statement.status());
  REQUIRE(statement.ok());
  return *statement;
}

PenaltyCells Penalty(int n, const std::string& date) {
  return {.code = CompanyCode(1),
          .name = "甲公司",
          .number = absl::StrCat(n, "号"),
          .date = date};
}

std::string MixedFile() {
  PenaltyCells doubtful = Penalty(5, "2026-09-11");
  doubtful.code = Misspelt(doubtful.code);
  PenaltyCells secret = Penalty(6, "2026-09-11");
  secret.classified = "是";
  // The 11th is 7 working days before the 21st: 14 to 18, 20 and 21.
  return PenaltyFile({Penalty(1, "2026-09-21"), Penalty(2, "2026-09-11"),
                      Penalty(3, "2026-09-10"), Penalty(4, "2026-08-21"),
                      doubtful, secret, Penalty(7, "2026-02-30"),
                      Penalty(1, "2026-09-21")});
}

TEST_CASE("Rows are counted once, by what became of them and by lag") {
  Bench bench;
  if (GENERATE(false, true)) {
    // Killed after the first attempt was kept, and delivered again.
    bench.FailAppendsAfter(0, true);
    REQUIRE_FALSE(bench.Deliver("penalties", "p1", MixedFile()).ok());
    bench.Reopen();
  }
  REQUIRE(bench.Deliver("penalties", "p1", MixedFile()).ok());
  REQUIRE(bench.Deliver("penalties", "p1", MixedFile()).ok());
  REQUIRE(bench.Deliver("penalties", "dry", MixedFile(), true).ok());

  const v1::TimelinessStatement statement = Describe(bench);

  REQUIRE(statement.kinds_size() == 1);
  const v1::KindTimeliness& kind = statement.kinds(0);
  CHECK(kind.file_kind() == v1::FILE_KIND_PENALTY);
  CHECK(kind.term_working_days() == 7);
  CHECK(kind.on_time() == 2);
  CHECK(kind.late() == 2);
  CHECK(kind.without_term() == 0);
  CHECK(kind.unchanged() == 1);
  CHECK(kind.quarantined() == 1);
  CHECK(kind.rejected() == 1);
  CHECK(kind.not_responsible() == 0);
  CHECK(kind.excluded() == 1);
  REQUIRE(kind.late_by_size() == 2);
  CHECK(kind.late_by(0).from_days() == 1);  // one
  CHECK(kind.late_by(0).rows() == 1);
  CHECK(kind.late_by(1).from_days() == 8);
  CHECK(kind.late_by(1).to_days() == 15);
  REQUIRE(kind.open_for_size() == 1);
  CHECK(kind.open_for(0).rows() == 2);  // in doubt, and rejected
  CHECK(statement.delivery_dates_size() == 1);
  CHECK(statement.delivery_dates(0) == "2026-09-21");
}

TEST_CASE("A mended row is revised, and what it left open is closed") {
  Bench bench;
  REQUIRE(bench.Deliver("penalties", "p1", MixedFile()).ok());
  PenaltyCells changed = Penalty(1, "2026-09-21");
  changed.content = "警告";
  REQUIRE(bench
              .Deliver("penalties", "p2",
                       PenaltyFile({changed, Penalty(5, "2026-09-11"),
                                    Penalty(7, "2026-09-18")}))
              .ok());
  const v1::TimelinessStatement statement = Describe(bench);
  CHECK(statement.kinds(0).revised() == 1);
  CHECK(statement.kinds(0).on_time() == 4);
  CHECK(statement.kinds(0).open_for_size() == 0);
}

TEST_CASE("Open rows age from when they were delivered first") {
  Bench bench;
  REQUIRE(bench.Deliver("penalties", "p1", MixedFile()).ok());
  // The same under another id makes them no younger.
  bench.PassTime();
  REQUIRE(bench.Deliver("penalties", "p2", MixedFile()).ok());
  const auto statement = Describe(bench, kNow + absl::Hours(24 * 9));
  REQUIRE(statement.kinds(0).open_for_size() == 1);
  CHECK(statement.kinds(0).open_for(0).from_days() == 8);
  CHECK(statement.kinds(0).open_for(0).to_days() == 30);
}

TEST_CASE("A row that is recorded by call counts in the month of the call") {
  Bench bench;
  PenaltyCells unnamed = Penalty(1, "2026-09-10");
  unnamed.code = "";
  REQUIRE(bench.Deliver("penalties", "p1", PenaltyFile({unnamed})).ok());
  const std::string hold_id = [&] {
    std::string id;
    REQUIRE(bench.store()
                .Scan(kQuarantine, "e", "",
                      [&](absl::string_view key, absl::string_view) {
                        id = std::string(key.substr(1));
                        return true;
                      })
                .ok());
    return id;
  }();

  REQUIRE(bench.Resolve(hold_id, CompanyCode(1)).ok());

  const v1::KindTimeliness kind = Describe(bench).kinds(0);
  CHECK(kind.quarantined() == 1);
  CHECK(kind.late() == 1);
  CHECK(kind.open_for_size() == 0);
}

TEST_CASE("Refused rows count against nobody's term") {
  Bench bench;
  REQUIRE(bench.Deliver("registry", "p1", MixedFile()).ok());
  const auto statement = *DescribeTimeliness(View(bench.store()), "registry",
                                             kMonth, China(), kNow);
  REQUIRE(statement.kinds_size() == 1);
  CHECK(statement.kinds(0).not_responsible() == 7);
  CHECK(statement.kinds(0).rejected() == 7);
  CHECK(statement.delivery_dates_size() == 0);
}

TEST_CASE("A source is silent from when its cadence is missed until it comes") {
  const std::set<absl::CivilDay> deliveries = {Day("2026-09-04"),
                                               Day("2026-09-10")};
  const auto silent = [&](int cadence, const char* today) {
    return SilentDays(kMonth, Day(today), cadence, deliveries,
                      Day("2026-09-02"))
        .size();
  };
  CHECK(silent(1, "2026-09-11") == 6);  // the 3rd, and the 5th to the 9th
  CHECK(silent(3, "2026-09-11") == 3);  // the 7th to the 9th
  CHECK(silent(3, "2026-09-13") == 3);
  CHECK(silent(3, "2026-10-20") == 3 + 18);
  CHECK(SilentDays(kMonth, Day("2026-10-20"), 1, {}, std::nullopt).empty());
}

TEST_CASE("A month before the source, or after now, is unknown") {
  Bench bench;
  const absl::CivilMonth month =
      GENERATE(absl::CivilMonth(2026, 8), absl::CivilMonth(2026, 10));
  const auto statement = DescribeTimeliness(View(bench.store()), "penalties",
                                            month, China(), kNow);
  CHECK(base::ReasonOf(statement.status()) ==
        base::Reason::REASON_MONTH_UNKNOWN);
}

TEST_CASE("A monthly statement is verified by its key and as nothing else") {
  Bench bench;
  const auto key =
      *crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem());
  const auto made = *SignTimeliness(Describe(bench), key);
  const auto verify = [&](absl::string_view context) {
    return crypto::VerifyStatement(context, made.statement(), made.key_id(),
                                   made.signature(), key.verifying_key());
  };
  CHECK(verify(crypto::kTimelinessContext).ok());
  CHECK_FALSE(verify(crypto::kReceiptContext).ok());
}

}  // namespace
}  // namespace creditproof::ingestion
