#include "services/verification/registry_service.h"

#include <grpcpp/grpcpp.h>

#include <catch2/catch.hpp>
#include <functional>
#include <memory>
#include <string>

#include "absl/strings/match.h"
#include "libs/base/error.h"
#include "libs/rpc/status.h"
#include "services/verification/registry_fixture.h"

namespace creditproof::verification {
namespace {

using base::Reason;
using v1::GetRegisteredReportRequest;
using v1::RegisteredReport;
using v1::RegisterReportRequest;
using v1::RegistryService;

class Fixture : public RegistryFixture {
 public:
  explicit Fixture(
      rpc::Authorizer authorize = rpc::AllowAs("report-rendering.creditproof"))
      : service_({registry_, *changes_, keys_now_, partitions_, heads_,
                  [this] { return now_; }},
                 rpc::Gate(
                     std::move(authorize), [](const rpc::CallRecord&) {},
                     executor_)) {
    const std::string address = "unix:" + (folder() / "s").string();
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    stub_ = RegistryService::NewStub(
        grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  }

  absl::StatusOr<RegisteredReport> Answer(
      const RegisteredReport& report,
      absl::Duration patience = absl::Seconds(30)) {
    RegisterReportRequest request;
    *request.mutable_report() = report;
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + patience));
    RegisteredReport response;
    const grpc::Status status =
        stub_->RegisterReport(&context, request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }
  absl::Status Register(const RegisteredReport& report,
                        absl::Duration patience = absl::Seconds(30)) {
    return Answer(report, patience).status();
  }

  absl::StatusOr<RegisteredReport> Get(const std::string& number) {
    GetRegisteredReportRequest request;
    request.set_report_number(number);
    grpc::ClientContext context;
    RegisteredReport response;
    const grpc::Status status =
        stub_->GetRegisteredReport(&context, request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

 private:
  rpc::Executor executor_{/*threads=*/4, /*queue_limit=*/16};
  RegistryServiceImpl service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<RegistryService::Stub> stub_;
};

TEST_CASE_METHOD(Fixture, "A registered report is there to stay") {
  StartFollowing();
  const RegisteredReport report = Report(Data(AppendRegistration()));

  REQUIRE(Register(report).ok());

  const auto registered = Get(report.report_number());
  REQUIRE(registered.ok());
  CHECK(registered->SerializeAsString() == Stamped(report).SerializeAsString());
  CHECK(registry_.FindPdf(report.pdf_sha256())->has_value());
}

TEST_CASE_METHOD(Fixture, "Registering again is idempotent by content") {
  StartFollowing();
  const std::uint64_t position = AppendRegistration();
  const RegisteredReport report = Report(Data(position));
  REQUIRE(Register(report).ok());
  AppendRecord();

  const auto again = Answer(report);
  REQUIRE(again.ok());
  CHECK(again->SerializeAsString() == Stamped(report).SerializeAsString());
  const absl::Status other =
      Register(Report(Data(position), claim_key(), "other bytes"));
  CHECK(absl::IsAlreadyExists(other));
  CHECK(base::ReasonOf(other) == Reason::REASON_REPORT_CONFLICT);
}

TEST_CASE_METHOD(Fixture, "Another claim or data for the PDF is a conflict") {
  StartFollowing();
  report::v1::ReportData data = Data(AppendRegistration());
  const RegisteredReport report = Report(data);
  REQUIRE(Register(report).ok());
  // ECDSA: the same claim is signed otherwise each time.
  const RegisteredReport signed_again = Report(data);
  data.set_purpose("贷款");

  CHECK(base::ReasonOf(Register(signed_again)) ==
        Reason::REASON_REPORT_CONFLICT);
  CHECK(base::ReasonOf(Register(Report(data))) ==
        Reason::REASON_REPORT_CONFLICT);
  CHECK(Get(report.report_number())->SerializeAsString() ==
        Stamped(report).SerializeAsString());
}

TEST_CASE_METHOD(Fixture, "What a report replaces is superseded with it") {
  StartFollowing();
  const std::uint64_t position = AppendRegistration();
  const RegisteredReport earlier = Report(Data(position));
  report::v1::ReportData data = Data(position, "b");
  data.set_replaces(earlier.report_number());
  const RegisteredReport later = Report(data);
  const auto number = *claim::ReportNumber::Parse(earlier.report_number());
  REQUIRE(Register(earlier).ok());
  CHECK_FALSE(*registry_.IsSuperseded(number));
  REQUIRE(Register(later).ok());

  CHECK(*registry_.IsSuperseded(number));
  CHECK(Register(earlier).ok());
  CHECK(Get(earlier.report_number())->SerializeAsString() ==
        Stamped(earlier).SerializeAsString());
  CutPower();
  const Registry after(*kv_, kReports, kDigests, *changes_);
  CHECK(*after.IsSuperseded(number));
}

TEST_CASE_METHOD(Fixture, "Only a report of the same subject is superseded") {
  StartFollowing();
  const std::uint64_t position = AppendRegistration();
  report::v1::ReportData data = Data(position, "b");
  data.set_replaces(Data(position, "a").report_number());
  CHECK(base::ReasonOf(Register(Report(data))) == Reason::REASON_INVALID_FIELD);
  data.set_replaces("12345");
  CHECK(base::ReasonOf(Register(Report(data))) == Reason::REASON_INVALID_FIELD);

  const std::string other_code = "91230199TE00000292";
  report::v1::ReportData others = Data(position);
  others.mutable_subject()->set_credit_code(other_code);
  kv::Batch batch(*kv_);
  batch.Put(kReports, others.report_number(),
            Stamped(Report(others)).SerializeAsString());
  REQUIRE(kv_->Commit(std::move(batch), kv::Durability::kSynced).ok());
  data.set_replaces(others.report_number());
  CHECK(base::ReasonOf(Register(Report(data))) == Reason::REASON_INVALID_FIELD);
  CHECK_FALSE(*registry_.IsSuperseded(
      *claim::ReportNumber::Parse(others.report_number())));
}

TEST_CASE_METHOD(Fixture, "A new policy wants a new check") {
  StartFollowing();
  changelog::v1::Change policy;
  policy.mutable_policy_activated();
  AppendForAll(policy);
  const RegisteredReport before = Report(Data(AppendRegistration()));
  const RegisteredReport after = Report(Data(AppendForAll(policy), "b"));

  CHECK(base::ReasonOf(Register(before)) == Reason::REASON_SUBJECT_CHANGED);
  CHECK(absl::IsNotFound(Get(before.report_number()).status()));
  CHECK(Register(after).ok());
}

TEST_CASE_METHOD(Fixture, "A registered report outlives a power cut") {
  StartFollowing();
  const RegisteredReport report = Report(Data(AppendRegistration()));
  REQUIRE(Register(report).ok());

  CutPower();

  const Registry after(*kv_, kReports, kDigests, *changes_);
  const auto found =
      after.Find(*claim::ReportNumber::Parse(report.report_number()));
  REQUIRE(found.ok());
  CHECK(found->SerializeAsString() == Stamped(report).SerializeAsString());
  CHECK(after.FindPdf(report.pdf_sha256())->has_value());
}

TEST_CASE_METHOD(Fixture, "A subject that changed may not be certified") {
  StartFollowing();
  const RegisteredReport report = Report(Data(AppendRegistration()));
  AppendRecord();

  const absl::Status status = Register(report);

  CHECK(absl::IsAborted(status));
  CHECK(base::ReasonOf(status) == Reason::REASON_SUBJECT_CHANGED);
  CHECK(absl::IsNotFound(Get(report.report_number()).status()));
}

TEST_CASE_METHOD(Fixture, "A change that helps does not stop a report") {
  StartFollowing();
  const RegisteredReport report = Report(Data(AppendRegistration()));
  changelog::v1::Change lifted;
  lifted.mutable_hold_lifted();
  Append(lifted);

  CHECK(Register(report).ok());
}

TEST_CASE_METHOD(Fixture, "A repair stops a report that lists records only") {
  StartFollowing();
  const std::uint64_t position = AppendRegistration();
  AppendRepair();

  const absl::Status status = Register(Report(DataWithRecord(position)));

  CHECK(absl::IsAborted(status));
  CHECK(base::ReasonOf(status) == Reason::REASON_SUBJECT_CHANGED);
  CHECK(Register(Report(Data(position, "b"))).ok());
}

TEST_CASE_METHOD(Fixture, "A registry behind the log registers nothing") {
  const RegisteredReport report = Report(Data(AppendRegistration()));

  const absl::Status behind = Register(report, absl::Milliseconds(300));

  CHECK_FALSE(behind.ok());
  CHECK(absl::IsNotFound(Get(report.report_number()).status()));
  StartFollowing();
  CHECK(Register(report).ok());
}

TEST_CASE_METHOD(Fixture, "A report from the future is refused") {
  StartFollowing();
  const std::uint64_t position = AppendRegistration();
  CHECK(base::ReasonOf(Register(Report(Data(position + 1)))) ==
        Reason::REASON_INVALID_FIELD);
}

TEST_CASE_METHOD(Fixture, "Parts that do not belong together are refused") {
  StartFollowing();
  const std::uint64_t position = AppendRegistration();
  const RegisteredReport other = Report(Data(position, "b"));
  const auto stranger =
      *crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem());
  using Spoil = std::function<void(RegisteredReport&)>;
  const std::vector<std::pair<std::string, Spoil>> spoils = {
      {"report.report_number",
       [&](auto& r) { r.set_report_number(other.report_number()); }},
      {"report.report_number", [](auto& r) { r.set_report_number("1"); }},
      {"report.pdf_sha256", [](auto& r) { r.set_pdf_sha256("short"); }},
      {"report.report_data", [](auto& r) { r.set_report_data("\xFF"); }},
      {"report.report_data",
       [](auto& r) { r.mutable_report_data()->append("\x08\x01", 2); }},
      {"report.claim", [&](auto& r) { r.set_claim(other.claim()); }},
      {"report.claim",
       [&](auto& r) { r.set_claim(Report(Data(position), stranger).claim()); }},
      {"report.claim", [](auto& r) { r.mutable_claim()->back() ^= 1; }},
      {"report.key_fingerprints", [](auto& r) { r.clear_key_fingerprints(); }},
      {"report.key_fingerprints",
       [](auto& r) { r.mutable_key_fingerprints()->SwapElements(0, 1); }},
      {"report.key_fingerprints",
       [](auto& r) { r.set_key_fingerprints(1, std::string(32, 'x')); }},
  };
  for (const auto& [field, spoil] : spoils) {
    RegisteredReport report = Report(Data(position));
    spoil(report);
    const absl::Status status = Register(report);
    INFO(field << " " << status);
    CHECK(base::ReasonOf(status) == Reason::REASON_INVALID_FIELD);
    CHECK(absl::StartsWith(status.message(), field + ":"));
  }
}

TEST_CASE_METHOD(Fixture, "Who registers says not when") {
  StartFollowing();
  const RegisteredReport report = Report(Data(AppendRegistration()));
  RegisteredReport earlier = report;
  earlier.mutable_register_time()->set_seconds(1);

  const auto registered = Answer(earlier);

  REQUIRE(registered.ok());
  CHECK(registered->SerializeAsString() == Stamped(report).SerializeAsString());
}

TEST_CASE_METHOD(Fixture, "What keys sign that are not active is refused") {
  StartFollowing();
  const std::uint64_t position = AppendRegistration();
  const RegisteredReport before = Report(Data(position));
  REQUIRE(Register(before).ok());
  const std::string key = GENERATE_COPY(
      claim_key().verifying_key().fingerprint(), signer_fingerprint_);
  SECTION("retired") { REQUIRE(keys_.history.Retire(key, now_).ok()); }
  SECTION("compromised") {
    REQUIRE(keys_.history.Compromise(key, now_, now_).ok());
  }
  SECTION("unknown") { keys_.history = keys::KeyHistory(); }

  const RegisteredReport after = Report(Data(position, "b"));
  const absl::Status refused = Register(after);

  INFO(refused);
  CHECK(base::ReasonOf(refused) == Reason::REASON_INVALID_FIELD);
  CHECK(absl::StartsWith(refused.message(), "report.key_fingerprints:"));
  CHECK(absl::IsNotFound(Get(after.report_number()).status()));
  // Registered is registered.
  CHECK(Register(before).ok());
}

TEST_CASE_METHOD(Fixture, "What another instance keeps is not called unknown") {
  CHECK(base::ReasonOf(Get(NumberElsewhere()).status()) ==
        Reason::REASON_WRONG_PARTITION);
}

TEST_CASE("Only report-rendering may register") {
  rpc::AllowList::Config config;
  config["creditproof.verification.v1.RegistryService.RegisterReport"]
      .add_names("report-rendering.creditproof");
  const auto allowed =
      rpc::AllowList::Make(RegistryService::service_full_name(), config);
  REQUIRE(allowed.ok());
  Fixture fixture([&](absl::string_view method, const auto&) {
    return allowed->Admit(method, {"portal.creditproof"});
  });
  fixture.StartFollowing();

  const absl::Status status = fixture.Register(fixture.Report(fixture.Data(1)));

  CHECK(base::ReasonOf(status) == Reason::REASON_CLIENT_NOT_ALLOWED);
}

}  // namespace
}  // namespace creditproof::verification
