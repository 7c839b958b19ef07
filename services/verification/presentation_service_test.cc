#include "services/verification/presentation_service.h"

#include <grpcpp/grpcpp.h>

#include <catch2/catch.hpp>
#include <memory>

#include "libs/base/error.h"
#include "libs/base/files.h"
#include "libs/rpc/status.h"
#include "services/verification/registry_fixture.h"

namespace creditproof::verification {
namespace {

using v1::PresentationCount;

constexpr char kOtherCode[] = "91230103TE00000201";

class Fixture : public RegistryFixture {
 public:
  Fixture() {
    StartFollowing();
    const v1::RegisteredReport report = Report(Data(AppendRegistration()));
    CatchUp();
    const auto proven = Prove(report, keys_.claims);
    REQUIRE(registry_.Register(proven.value(), keys_.history, now_).ok());
    number_ = report.report_number();
    presentations_.Add(*claim::ReportNumber::Parse(number_),
                       PresentationCount::CHANNEL_PDF, v1::AUTHENTICITY_GENUINE,
                       now_);

    const std::string address = "unix:" + (folder() / "p").string();
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    stub_ = v1::PresentationService::NewStub(
        grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  }

  absl::StatusOr<v1::Presentations> Ask(const std::string& number,
                                        const access::v1::Ground& ground) {
    v1::GetPresentationsRequest request;
    request.set_report_number(number);
    *request.mutable_ground() = ground;
    grpc::ClientContext context;
    v1::Presentations response;
    const grpc::Status status =
        stub_->GetPresentations(&context, request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }
  access::v1::Ground Subject(const std::string& code) const {
    return *access::AssertSubject(portal_, "portal", code, "clerk-7", now_);
  }
  std::string LastOutcome() const {
    const std::uint64_t mark = trail_->Add({});
    if (!trail_->WaitDurable(mark).ok()) std::abort();
    return trail_->Read(mark - 1, 1)->front().outcome();
  }
  const std::string& number() const { return number_; }

 private:
  access::Judge Judge() const {
    const auto file = folder() / "portal.pem";
    if (!base::WriteFile(file, portal_.verifying_key().Pem()).ok())
      std::abort();
    config::v1::Grounds grounds;
    config::v1::AssertionKey& key = *grounds.add_assertion_keys();
    key.set_key_id("portal");
    key.set_public_key_file(file.string());
    key.add_clients("portal.creditproof");
    return *access::Judge::Make(grounds, folder());
  }

  const crypto::SigningKey portal_ =
      *crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem());
  const access::Judge judge_ = Judge();
  std::string number_;
  Presentations presentations_{*kv_, kPresentations};
  const std::unique_ptr<audit::Trail> trail_ =
      *audit::Trail::Open(*kv_, kAudit);
  rpc::Executor executor_{/*threads=*/2, /*queue_limit=*/4};
  PresentationServiceImpl service_{
      {registry_, presentations_, partitions_, judge_, *trail_,
       [this] { return now_; }},
      rpc::Gate(
          rpc::AllowAs("portal.creditproof"), [](const rpc::CallRecord&) {},
          executor_)};
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<v1::PresentationService::Stub> stub_;
};

TEST_CASE_METHOD(Fixture, "A subject learns how often its report was shown") {
  const auto told = Ask(number(), Subject(kCode));
  REQUIRE(told.ok());
  CHECK(told->report_number() == number());
  CHECK(told->total_count() == 1);
  CHECK(told->days(0).counts(0).channel() == PresentationCount::CHANNEL_PDF);
  CHECK(LastOutcome() == "TOLD");
}

TEST_CASE_METHOD(Fixture, "Nobody else learns how often a report was shown") {
  access::v1::Ground duty;
  duty.mutable_duty()->set_agency("housing");
  duty.mutable_duty()->set_scenario(record::v1::SCENARIO_FINANCING_LISTING);
  for (const access::v1::Ground& ground : {Subject(kOtherCode), duty}) {
    CHECK(base::ReasonOf(Ask(number(), ground).status()) ==
          base::Reason::REASON_GROUND_REFUSED);
    CHECK(LastOutcome() == "GROUND_REFUSED");
  }
}

TEST_CASE_METHOD(Fixture, "Of what is no report's number nothing is told") {
  CHECK(base::ReasonOf(Ask("S50B0", Subject(kCode)).status()) ==
        base::Reason::REASON_INVALID_FIELD);
}

TEST_CASE_METHOD(Fixture, "A number of no report is refused as another's is") {
  const std::string unknown = Data(1, "another").report_number();
  access::v1::Ground expired = Subject(kOtherCode);
  now_ += GENERATE(absl::ZeroDuration(), absl::Hours(1));

  const absl::Status refused = Ask(unknown, expired).status();

  CHECK(LastOutcome() == "REPORT_NOT_FOUND");
  CHECK(base::ReasonOf(refused) == base::Reason::REASON_GROUND_REFUSED);
  CHECK(Ask(number(), expired).status() == refused);
  CHECK(LastOutcome() == "GROUND_REFUSED");
}

}  // namespace
}  // namespace creditproof::verification
