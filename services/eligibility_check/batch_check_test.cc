#include "services/eligibility_check/batch_check.h"

#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "libs/base/error.h"
#include "libs/crypto/digest.h"
#include "libs/testing/power_loss_env.h"
#include "services/eligibility_check/instance_for_test.h"

namespace creditproof::eligibility_check {
namespace {

using base::Reason;
using eligibility::v1::BatchOther;
using eligibility::v1::Cause;
using eligibility::v1::Verdict;
using BatchRequest = Instance::BatchRequest;
using BatchResponse = Instance::BatchResponse;

// Four subjects: clean, penalised, held, clean. The fifth code is nobody's.
struct Fixture {
  explicit Fixture(InstanceOptions options = {}) {
    log.Append(Activated(1));
    log.Append(Source("penalties", 1'700'000'000));
    for (int i = 0; i < 4; ++i) log.Append(Registered(kCodes[i]));
    log.Append(Penalised(kCodes[1], 1));
    log.Append(Held(kCodes[2], 2));
    instance = std::make_unique<Instance>(log, folder.path(), options);
  }

  BatchResponse Answer(const BatchRequest& request) {
    const auto response = instance->CheckBatch(request);
    REQUIRE(response.ok());
    return *response;
  }

  absl::Status Refusal(const BatchRequest& request) {
    return instance->CheckBatch(request).status();
  }

  // Closes the trail and opens it again.
  std::vector<audit::v1::AuditEntry> AuditEntries() {
    instance.reset();
    instance = std::make_unique<Instance>(log, folder.path());
    return instance->trail().Read(1, 100).value();
  }

  TestLog log;
  testing::TempDirectory folder;
  std::unique_ptr<Instance> instance;
};

std::vector<std::string> FirstCodes(int count) {
  return {kCodes, kCodes + count};
}

TEST_CASE("The clean ones are a bitmap, the others say why") {
  Fixture f;

  const BatchResponse response = f.Answer(AskAll(FirstCodes(5)));

  REQUIRE(response.eligible().size() == 1);
  CHECK(response.eligible()[0] == 0b01001);
  REQUIRE(response.others_size() == 3);
  CHECK(response.others(0).index() == 1);
  CHECK(response.others(0).outcome() == Verdict::OUTCOME_RECORDS_FOUND);
  CHECK(response.others(0).finding_count() == 1);
  CHECK(response.others(1).index() == 2);
  CHECK(response.others(1).outcome() == Verdict::OUTCOME_UNDETERMINED);
  CHECK(response.others(1).causes(0) == Cause::KIND_HELD);
  CHECK(response.others(2).index() == 4);
  CHECK(response.others(2).outcome() == Verdict::OUTCOME_NOT_APPLICABLE);
  CHECK(response.others(2).causes(0) == Cause::KIND_NOT_REGISTERED);
  REQUIRE(response.bases_size() == 1);
  CHECK(response.bases(0).policy_id() == "test");
  CHECK(response.bases(0).policy_version() == 1);
  for (const auto& basis : response.bases(0).partitions()) {
    CHECK(basis.position() >= 2);
    CHECK(basis.data_time().seconds() > 1'700'000'000);
  }
  CHECK(response.decision_time().seconds() > 1'700'000'000);
}

TEST_CASE("A batch says of every subject what a check of it alone says") {
  Fixture f;
  f.log.Append(Repaired(kCodes[1], 1));
  f.log.Append(Barred(kCodes[3], true));

  const BatchResponse batch = f.Answer(AskAll(FirstCodes(10)));

  auto other = batch.others().begin();
  for (int i = 0; i < 10; ++i) {
    const auto single = f.instance->Check(Ask(kCodes[i]));
    REQUIRE(single.ok());
    const bool eligible =
        single->verdict().outcome() == Verdict::OUTCOME_ELIGIBLE;
    CHECK((batch.eligible()[static_cast<std::size_t>(i / 8)] >> i % 8 & 1) ==
          eligible);
    if (eligible) continue;
    CHECK(other->outcome() == single->verdict().outcome());
    CHECK(other->causes_size() == single->verdict().causes_size());
    ++other;
  }
  CHECK(other == batch.others().end());
}

TEST_CASE("What is no code is answered among the others, with the rule") {
  Fixture f;
  BatchRequest request = AskAll(
      {kCodes[0], "91230103TE00000104", "9123 0103TE0000010", kCodes[3]});

  const BatchResponse response = f.Answer(request);

  CHECK(response.eligible()[0] == 0b1001);
  REQUIRE(response.others_size() == 2);
  for (const BatchOther& other : response.others()) {
    CHECK(other.outcome() == Verdict::OUTCOME_UNSPECIFIED);
    CHECK(other.reason() == Reason::REASON_INVALID_FIELD);
    CHECK_FALSE(other.message().empty());
  }
}

TEST_CASE("A code of a partition that is served elsewhere says so") {
  const std::uint32_t served = PartitionOf(kCodes[0], kPartitionCount);
  Fixture f({.partitions = {served}});

  const BatchResponse response = f.Answer(AskAll(FirstCodes(5)));

  CHECK((response.eligible()[0] & 1) == 1);
  REQUIRE(response.others_size() > 0);
  for (const BatchOther& other : response.others()) {
    const std::uint32_t partition =
        PartitionOf(kCodes[other.index()], kPartitionCount);
    if (partition == served) continue;
    CHECK(other.reason() == Reason::REASON_WRONG_PARTITION);
    CHECK(absl::StrContains(other.message(), absl::StrCat(partition)));
  }
  REQUIRE(response.bases_size() == 1);
  REQUIRE(response.bases(0).partitions_size() == 1);
  CHECK(response.bases(0).partitions(0).partition() == served);
}

TEST_CASE("A batch as large as may be is answered whole") {
  Fixture f;
  std::vector<std::string> codes;
  for (int i = 0; i < 10'000; ++i) codes.emplace_back(kCodes[i % 5]);

  const BatchResponse response = f.Answer(AskAll(codes));

  CHECK(response.eligible().size() == 1250);
  CHECK(response.others_size() == 6000);
  CHECK(std::is_sorted(response.others().begin(), response.others().end(),
                       [](const BatchOther& a, const BatchOther& b) {
                         return a.index() < b.index();
                       }));
}

TEST_CASE("What cannot be asked names the field") {
  Fixture f;
  f.Answer(AskAll(FirstCodes(2)));  // everything is applied
  BatchRequest request = AskAll(FirstCodes(2));
  std::string field;
  SECTION("no codes") {
    request.clear_codes();
    field = "codes";
  }
  SECTION("a piece of a code") {
    request.mutable_codes()->pop_back();
    field = "codes";
  }
  SECTION("too many codes") {
    request.mutable_codes()->assign(18 * 10'001, '0');
    field = "codes";
  }
  SECTION("no ground") {
    request.clear_ground();
    field = "ground";
  }
  SECTION("half a ground") {
    request.mutable_ground()->mutable_duty()->clear_agency();
    field = "ground.duty.agency";
  }
  SECTION("no area") {
    request.add_areas(static_cast<record::v1::Area>(9999));
    field = "areas";
  }
  SECTION("no day") {
    request.set_period_start_date("2024-13-01");
    field = "period_start_date";
  }
  SECTION("the future") {
    request.set_period_end_date("2999-01-01");
    field = "period_end_date";
  }
  SECTION("a period that ends before it starts") {
    request.set_period_start_date("2024-02-01");
    request.set_period_end_date("2024-01-01");
    field = "period_start_date";
  }
  SECTION("a long purpose") {
    request.set_purpose(std::string(601, 'x'));
    field = "purpose";
  }
  for (const auto consistency : {Instance::Request::CONSISTENCY_BOUNDED,
                                 Instance::Request::CONSISTENCY_STRONG}) {
    request.set_consistency(consistency);

    const absl::Status refusal = f.Refusal(request);

    CHECK(refusal.code() == absl::StatusCode::kInvalidArgument);
    CHECK(base::ReasonOf(refusal) == Reason::REASON_INVALID_FIELD);
    CHECK(absl::StrContains(refusal.message(), field));
  }
}

TEST_CASE("A business may ask about itself and nobody else") {
  Fixture f;
  BatchRequest request = AskAll({kCodes[0], kCodes[0]});
  *request.mutable_ground() =
      access::AssertSubject(PortalKey(), "portal", kCodes[0], "user 7",
                            absl::Now())
          .value();
  CHECK(f.Answer(request).eligible()[0] == 0b11);

  *request.mutable_codes() += kCodes[3];
  CHECK(base::ReasonOf(f.Refusal(request)) == Reason::REASON_GROUND_REFUSED);
  request.set_codes(kCodes[3]);
  CHECK(base::ReasonOf(f.Refusal(request)) == Reason::REASON_GROUND_REFUSED);
  request = AskAll({kCodes[0], kCodes[3]});
  request.mutable_ground()->mutable_grant()->set_grant_id("g");
  CHECK(base::ReasonOf(f.Refusal(request)) == Reason::REASON_GROUND_REFUSED);
}

TEST_CASE("A duty for some areas asks a batch for these by name") {
  Fixture f;
  BatchRequest request = AskAll(FirstCodes(2), "market");
  CHECK(base::ReasonOf(f.Refusal(request)) == Reason::REASON_GROUND_REFUSED);
  request.add_areas(record::v1::AREA_TAXATION);
  CHECK(base::ReasonOf(f.Refusal(request)) == Reason::REASON_GROUND_REFUSED);

  request.clear_areas();
  request.add_areas(record::v1::AREA_MARKET_REGULATION);
  CHECK(f.Answer(request).eligible()[0] == 0b1);

  request = AskAll(FirstCodes(2), "nobody");
  CHECK(base::ReasonOf(f.Refusal(request)) == Reason::REASON_GROUND_REFUSED);
}

TEST_CASE("A call is one audit entry with count and digest of its codes") {
  Fixture f;
  BatchRequest request = AskAll(FirstCodes(5));
  request.set_purpose("年度评优");
  const BatchResponse answer = f.Answer(request);
  BatchRequest refused = AskAll(FirstCodes(2), "nobody");
  CHECK_FALSE(f.Refusal(refused).ok());
  request.set_consistency(Instance::Request::CONSISTENCY_BOUNDED);
  request.set_codes(kCodes[0]);
  f.Answer(request);

  const auto entries = f.AuditEntries();

  REQUIRE(entries.size() == 3);
  CHECK(entries[0].method() == "BatchCheckEligibility");
  CHECK(entries[0].ground() == "DUTY");
  CHECK(entries[0].actor() == "bureau");
  CHECK(entries[0].purpose() == "年度评优");
  CHECK(entries[0].subject().empty());
  CHECK(entries[0].subject_count() == 5);
  CHECK(entries[0].subjects_sha256() ==
        crypto::Sha256(AskAll(FirstCodes(5)).codes()));
  CHECK(entries[0].outcome() == "ELIGIBLE 2 OTHER 3");
  REQUIRE(entries[0].batch_bases_size() == 1);
  const audit::v1::BatchBasis& noted = entries[0].batch_bases(0);
  CHECK(noted.policy_id() == "test");
  CHECK(noted.policy_version() == 1);
  const auto& told = answer.bases(0).partitions();
  REQUIRE(noted.partitions_size() == told.size());
  REQUIRE(noted.positions_size() == told.size());
  for (int i = 0; i < told.size(); ++i) {
    CHECK(noted.partitions(i) == told[i].partition());
    CHECK(noted.positions(i) == told[i].position());
  }
  CHECK(entries[1].outcome() == "GROUND_REFUSED");
  CHECK(entries[1].subject_count() == 2);
  CHECK(entries[1].batch_bases().empty());
  CHECK(entries[2].outcome() == "ELIGIBLE 1 OTHER 0");
}

TEST_CASE("A batch that tells of anybody is on disk before it is answered") {
  testing::PowerLossEnv env;
  Fixture f({.env = &env});
  std::string outcome;
  std::size_t looks = 1;
  SECTION("somebody is not eligible") {
    f.Answer(AskAll(FirstCodes(2)));
    outcome = "ELIGIBLE 1 OTHER 1";
  }
  SECTION("somebody is not eligible, as far as was known") {
    f.Answer(AskAll(FirstCodes(2)));  // everything is applied
    BatchRequest bounded = AskAll(FirstCodes(2));
    bounded.set_consistency(Instance::Request::CONSISTENCY_BOUNDED);
    f.Answer(bounded);
    outcome = "ELIGIBLE 1 OTHER 1";
    looks = 2;
  }
  SECTION("it is refused") {
    CHECK_FALSE(f.Refusal(AskAll(FirstCodes(2), "nobody")).ok());
    outcome = "GROUND_REFUSED";
  }

  env.CutPower();
  f.instance.reset();

  f.instance = std::make_unique<Instance>(f.log, f.folder.path());
  const auto entries = f.instance->trail().Read(1, 10);
  REQUIRE(entries.ok());
  REQUIRE(entries->size() == looks);
  CHECK(entries->back().outcome() == outcome);
}

TEST_CASE("A strong batch sees what was appended before it") {
  Fixture f;
  const BatchRequest request = AskAll(FirstCodes(4));
  for (int i = 10; i < 40; ++i) {
    f.log.Append(Penalised(kCodes[0], i));
    CHECK((f.Answer(request).eligible()[0] & 1) == 0);
    f.log.Append(Withdrawn(kCodes[0], i));
    CHECK((f.Answer(request).eligible()[0] & 1) == 1);
  }
}

TEST_CASE("A strong batch fails where the log cannot be asked, others do not") {
  Fixture f;
  BatchRequest request = AskAll(FirstCodes(4));
  f.Answer(request);
  f.log.down = true;
  CHECK(base::ReasonOf(f.Refusal(request)) == Reason::REASON_PEER_UNAVAILABLE);

  request.set_consistency(Instance::Request::CONSISTENCY_BOUNDED);
  CHECK(f.Answer(request).eligible()[0] == 0b1001);
}

TEST_CASE("Without a policy no batch is decided") {
  TestLog log;
  log.Append(Registered(kCodes[0]));
  const testing::TempDirectory folder;
  Instance instance(log, folder.path());

  const auto answer = instance.CheckBatch(AskAll({kCodes[0]}));

  CHECK(base::ReasonOf(answer.status()) == Reason::REASON_NO_POLICY);
}

TEST_CASE("A policy is missed where a code lies, and nowhere else") {
  TestLog log;
  log.AppendTo(PartitionOf(kCodes[0], kPartitionCount), Activated(1));
  log.Append(Source("penalties", 1'700'000'000));
  log.Append(Registered(kCodes[0]));
  log.Append(Registered(kCodes[1]));
  const testing::TempDirectory folder;
  Instance instance(log, folder.path());

  CHECK(instance.CheckBatch(AskAll({kCodes[0]}))->eligible()[0] == 0b1);
  for (const char* elsewhere :
       {kCodes[1], kCodes[4]}) {  // nobody's is the last
    const auto answer = instance.CheckBatch(AskAll({kCodes[0], elsewhere}));
    CHECK(base::ReasonOf(answer.status()) == Reason::REASON_NO_POLICY);
  }
}

TEST_CASE("A stream is batches on one ground, each audited by itself") {
  Fixture f;
  f.Answer(AskAll(FirstCodes(4)));  // everything is applied
  grpc::ClientContext context;
  const auto stream = f.instance->stub().StreamCheckEligibility(&context);
  eligibility::v1::StreamCheckEligibilityRequest request;
  eligibility::v1::StreamCheckEligibilityResponse response;
  *request.mutable_batch() = AskAll(FirstCodes(4));
  REQUIRE(stream->Write(request));
  REQUIRE(stream->Read(&response));
  CHECK(response.batch().eligible()[0] == 0b1001);
  CHECK(response.batch().others_size() == 2);

  request.Clear();
  request.mutable_batch()->set_codes(kCodes[3]);
  REQUIRE(stream->Write(request));
  REQUIRE(stream->Read(&response));
  CHECK(response.batch().eligible()[0] == 0b1);
  CHECK(response.batch().others_size() == 0);

  request.mutable_batch()->set_purpose("another");
  REQUIRE(stream->Write(request));
  CHECK_FALSE(stream->Read(&response));
  const absl::Status end = rpc::FromGrpc(stream->Finish());
  CHECK(base::ReasonOf(end) == Reason::REASON_INVALID_FIELD);
  CHECK(f.AuditEntries().size() == 3);
}

TEST_CASE("A stream whose first batch says nothing is refused") {
  Fixture f;
  grpc::ClientContext context;
  const auto stream = f.instance->stub().StreamCheckEligibility(&context);
  eligibility::v1::StreamCheckEligibilityRequest request;
  request.mutable_batch()->set_codes(kCodes[0]);
  REQUIRE(stream->Write(request));

  eligibility::v1::StreamCheckEligibilityResponse response;
  CHECK_FALSE(stream->Read(&response));
  const absl::Status end = rpc::FromGrpc(stream->Finish());
  CHECK(base::ReasonOf(end) == Reason::REASON_INVALID_FIELD);
  CHECK(absl::StrContains(end.message(), "batch.ground"));
}

}  // namespace
}  // namespace creditproof::eligibility_check
