#include "libs/policy/standing.h"

#include <catch2/catch.hpp>

#include "libs/base/error.h"
#include "libs/policy/policy_fixture.h"

namespace creditproof::policy {
namespace {

Standing FullStanding() {
  Standing standing = CleanStanding();
  standing.barred_until = absl::CivilDay(2027, 1, 31);
  standing.open_holds = 300;
  standing.open_mismatches = 7;
  RecordFact fact = Penalty(absl::CivilDay(1969, 12, 31));
  fact.publicity_end = absl::CivilDay(2099, 12, 31);
  fact.removed = absl::CivilDay(2024, 2, 29);
  fact.warning_only = true;
  fact.objected = true;
  standing.records = {Penalty(absl::CivilDay::min()), fact};
  return standing;
}

TEST_CASE("A standing survives its bytes") {
  const Standing standing =
      GENERATE(Standing{}, CleanStanding(), FullStanding());

  const auto read = DecodeStanding(EncodeStanding(standing));

  REQUIRE(read.ok());
  CHECK(*read == standing);
}

TEST_CASE("A standing without records takes a dozen bytes") {
  CHECK(EncodeStanding(CleanStanding()).size() == 12);
}

TEST_CASE("Bytes that end early, go on or are of another layout are refused") {
  const std::string bytes = EncodeStanding(FullStanding());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    const auto cut = DecodeStanding(bytes.substr(0, length));
    REQUIRE(cut.status().code() == absl::StatusCode::kDataLoss);
  }
  CHECK(DecodeStanding(bytes + '\0').status().code() ==
        absl::StatusCode::kDataLoss);

  std::string other = bytes;
  other[0] = 2;
  CHECK(base::ReasonOf(DecodeStanding(other).status()) ==
        base::Reason::REASON_STORE_CORRUPT);
}

TEST_CASE("A count of records beyond the bytes costs nothing") {
  std::string bytes = EncodeStanding(CleanStanding());
  bytes.pop_back();
  bytes += "\xff\xff\xff\xff\xff\xff\xff\x7f";

  CHECK_FALSE(DecodeStanding(bytes).ok());
}

TEST_CASE("A record's fact is replaced in place, and a withdrawn one leaves") {
  record::v1::CurrentRecord early, late;
  early.mutable_record()->set_record_id(std::string(32, 'a'));
  early.mutable_record()->set_decision_date("2022-01-01");
  late.mutable_record()->set_record_id(std::string(32, 'b'));
  late.mutable_record()->set_decision_date("2023-01-01");
  Standing standing;
  TakeRecord(late, standing);
  TakeRecord(early, standing);
  REQUIRE(standing.records.size() == 2);
  CHECK(standing.records[0].record_id == early.record().record_id());

  early.mutable_record()->set_decision_date("2024-01-01");
  TakeRecord(early, standing);
  REQUIRE(standing.records.size() == 2);
  CHECK(standing.records[1].decided == absl::CivilDay(2024, 1, 1));

  early.mutable_state()->set_kind(record::v1::RecordState::KIND_WITHDRAWN);
  TakeRecord(early, standing);
  REQUIRE(standing.records.size() == 1);
  CHECK(standing.records[0].record_id == late.record().record_id());
}

TEST_CASE("A region is taken only from six digits") {
  record::v1::Registration registration;
  Standing standing;
  registration.set_region_code("230103");
  TakeRegistration(registration, standing);
  CHECK(standing.region == 230103);

  registration.set_region_code(GENERATE("", "23", "2301030", "23010x"));
  TakeRegistration(registration, standing);
  CHECK(standing.region == 0);
}

}  // namespace
}  // namespace creditproof::policy
