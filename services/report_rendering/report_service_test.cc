#include "services/report_rendering/report_service.h"

#include <grpcpp/grpcpp.h>

#include <catch2/catch.hpp>
#include <memory>
#include <string>

#include "absl/strings/match.h"
#include "libs/base/files.h"
#include "libs/crypto/digest.h"
#include "libs/rpc/status.h"
#include "services/report_rendering/issuing_fixture.h"

namespace creditproof::report_rendering {
namespace {

using base::Reason;
using eligibility::v1::Verdict;
using report::v1::DownloadReportRequest;
using report::v1::DownloadReportResponse;
using report::v1::IssueReportRequest;
using report::v1::IssueReportResponse;
using report::v1::PreviewReportRequest;
using report::v1::PreviewReportResponse;
using report::v1::ReportService;

// A real server on a socket; only the peers are functions.
class Fixture {
 public:
  explicit Fixture(std::vector<std::uint32_t> partitions = {})
      : partitions_(*PartitionSet::Make(kPartitions, partitions)) {
    OpenTrail();
  }

  IssueReportRequest Request() const {
    IssueReportRequest request;
    request.set_parent(absl::StrCat("subjects/", kCode));
    request.set_request_id(kRequestId);
    request.set_scenario(record::v1::SCENARIO_FINANCING_LISTING);
    request.set_purpose("招标投标");
    *request.mutable_ground() = Ground(kCode);
    return request;
  }

  access::v1::Ground Ground(const std::string& code) const {
    return *access::AssertSubject(portal_key_, "portal", code, "user-1", kNow);
  }

  absl::StatusOr<IssueReportResponse> Issue(const IssueReportRequest& request) {
    return Call<IssueReportResponse>(&ReportService::Stub::IssueReport,
                                     request);
  }

  absl::StatusOr<PreviewReportResponse> Preview(
      const access::v1::Ground& ground) {
    PreviewReportRequest request;
    request.set_parent(absl::StrCat("subjects/", kCode));
    request.set_scenario(record::v1::SCENARIO_FINANCING_LISTING);
    request.set_purpose("招标投标");
    *request.mutable_ground() = ground;
    return Call<PreviewReportResponse>(&ReportService::Stub::PreviewReport,
                                       request);
  }

  absl::StatusOr<DownloadReportResponse> Download(
      const std::string& name, const access::v1::Ground& ground) {
    DownloadReportRequest request;
    request.set_name(name);
    *request.mutable_ground() = ground;
    return Call<DownloadReportResponse>(&ReportService::Stub::DownloadReport,
                                        request);
  }

  // Every look so far.
  std::vector<audit::v1::AuditEntry> Looks() {
    OpenTrail();
    return *trail_->Read(1, 100);
  }

  // From here on no look can be written down, until OpenTrail.
  void CutPowerOfTrail() { env_->CutPower(); }

  void OpenTrail() {
    if (server_ != nullptr) server_->Shutdown();
    server_.reset();
    service_.reset();
    trail_.reset();
    trail_kv_.reset();
    env_ = std::make_unique<testing::PowerLossEnv>();
    trail_kv_ =
        *kv::Store::Open(directory_.path() / "trail", {"audit"}, env_.get());
    trail_ = *audit::Trail::Open(*trail_kv_, kv::Family{0}, {},
                                 [](const absl::Status&) {});
    service_ = std::make_unique<ReportServiceImpl>(
        ReportServiceImpl::Parts{instance_.issuer(), previewer_,
                                 instance_.store(), judge_, partitions_,
                                 *trail_},
        rpc::Gate([this](absl::string_view,
                         const auto&) { return rpc::Caller{names_}; },
                  [](const rpc::CallRecord&) {}, executor_),
        [] { return kNow; });
    Serve();
  }

 protected:
  Neighbours world_;
  std::vector<std::string> names_ = {kClient};  // of the caller's certificate

 private:
  void Serve() {
    const std::string address =
        absl::StrCat("unix:", directory_.path().string(), "/s", ++starts_);
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(service_.get());
    server_ = builder.BuildAndStart();
    stub_ = ReportService::NewStub(
        grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  }

  template <typename Response, typename Method, typename Request>
  absl::StatusOr<Response> Call(Method method, const Request& request) {
    grpc::ClientContext context;
    Response response;
    const grpc::Status status =
        ((*stub_).*method)(&context, request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  // The portal may assert, and one agency has a duty.
  access::Judge MakeJudge() const {
    config::v1::Grounds grounds;
    auto& key = *grounds.add_assertion_keys();
    key.set_key_id("portal");
    key.set_public_key_file("portal.pem");
    key.add_clients(kClient);
    REQUIRE(base::WriteFile(directory_.path() / "portal.pem",
                            portal_key_.verifying_key().Pem())
                .ok());
    auto& duty = *grounds.add_duties();
    duty.set_agency("agency");
    duty.add_clients(kClient);
    duty.add_scenarios(record::v1::SCENARIO_FINANCING_LISTING);
    return *access::Judge::Make(grounds, directory_.path());
  }

  const testing::TempDirectory directory_;
  const crypto::SigningKey portal_key_ =
      *crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem());
  Instance instance_{world_};
  const Previewer previewer_{
      world_.AsPeers(),
      [](const auto& data) { return absl::StrCat("预览 ", data.purpose()); },
      [] { return kNow; }};
  const PartitionSet partitions_;
  const access::Judge judge_ = MakeJudge();
  rpc::Executor executor_{/*threads=*/4, /*queue_limit=*/16};
  int starts_ = 0;
  std::unique_ptr<testing::PowerLossEnv> env_;
  std::unique_ptr<kv::Store> trail_kv_;
  std::unique_ptr<audit::Trail> trail_;
  std::unique_ptr<ReportServiceImpl> service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<ReportService::Stub> stub_;
};

TEST_CASE_METHOD(Fixture, "An issued report can be downloaded, byte for byte") {
  const auto issued = Issue(Request());
  REQUIRE(issued.ok());
  CHECK(issued->verdict().outcome() == Verdict::OUTCOME_ELIGIBLE);

  const auto downloaded = Download(issued->report().name(), Ground(kCode));

  REQUIRE(downloaded.ok());
  CHECK(downloaded->pdf() == issued->pdf());
  CHECK(downloaded->report().SerializeAsString() ==
        issued->report().SerializeAsString());
}

TEST_CASE_METHOD(Fixture, "The check gets the ground that the caller gave") {
  const IssueReportRequest request = Request();
  REQUIRE(Issue(request).ok());
  CHECK(world_.last_check.ground().SerializeAsString() ==
        request.ground().SerializeAsString());
}

TEST_CASE_METHOD(Fixture, "Every look is written down") {
  const auto issued = Issue(Request());
  REQUIRE(issued.ok());
  REQUIRE(Download(issued->report().name(), Ground(kCode)).ok());
  world_.outcome = Verdict::OUTCOME_RECORDS_FOUND;
  IssueReportRequest refused = Request();
  refused.set_request_id("0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f0a02");
  REQUIRE(Issue(refused).ok());

  world_.die_at_check = true;
  REQUIRE(!Issue(refused).ok());
  const std::string unknown =
      absl::StrCat("subjects/", kCode, "/reports/00000000000000000");
  REQUIRE(!Download(unknown, Ground(kCode)).ok());

  const auto looks = Looks();

  REQUIRE(looks.size() == 5);
  CHECK(looks[0].outcome() == "ISSUED");
  CHECK(looks[0].purpose() == "招标投标");
  CHECK(looks[0].client() == kClient);
  CHECK(looks[0].ground() == "SUBJECT");
  CHECK(looks[0].subject() == kCode);
  CHECK(looks[0].scenario() == record::v1::SCENARIO_FINANCING_LISTING);
  CHECK(looks[0].report_number() == issued->report().report_number());
  CHECK(looks[1].method() == "DownloadReport");
  CHECK(looks[1].report_number() == issued->report().report_number());
  CHECK(looks[2].outcome() == "OUTCOME_RECORDS_FOUND");
  CHECK(looks[2].report_number().empty());
  CHECK(looks[3].outcome() == "UNAVAILABLE");
  CHECK(looks[3].method() == "IssueReport");
  CHECK(looks[4].outcome() == "NOT_FOUND");
}

TEST_CASE_METHOD(Fixture, "A preview is the subject's own, and written down") {
  const auto shown = Preview(Ground(kCode));
  REQUIRE(shown.ok());
  CHECK(shown->pdf() == "预览 招标投标");
  CHECK(world_.registry.empty());
  CHECK(base::ReasonOf(Preview(Ground("91230199TE00000292")).status()) ==
        Reason::REASON_GROUND_REFUSED);

  const auto looks = Looks();
  REQUIRE(looks.size() == 2);
  CHECK(looks[0].method() == "PreviewReport");
  CHECK(looks[0].outcome() == "OUTCOME_ELIGIBLE");
  CHECK(looks[0].purpose() == "招标投标");
  CHECK(looks[0].report_number().empty());
  CHECK(looks[1].outcome() == "GROUND_REFUSED");
}

TEST_CASE_METHOD(Fixture, "A report that cannot be audited is held back") {
  CutPowerOfTrail();

  const auto held_back = Issue(Request());
  const std::string number = world_.registry.begin()->first;
  OpenTrail();
  const auto again = Issue(Request());

  CHECK(absl::IsUnavailable(held_back.status()));
  REQUIRE(again.ok());
  CHECK(again->report().report_number() == number);
  CHECK(crypto::Sha256(again->pdf()) ==
        world_.registry.begin()->second.pdf_sha256());
  CHECK(world_.checks == 1);
  CHECK(Looks().size() == 1);
}

TEST_CASE_METHOD(Fixture, "A certificate's names may change places") {
  names_ = {"portal.creditproof", "kiosk.creditproof"};
  const auto first = Issue(Request());
  names_ = {"kiosk.creditproof", "portal.creditproof"};
  const auto second = Issue(Request());

  REQUIRE(first.ok());
  REQUIRE(second.ok());
  CHECK(first->report().report_number() == second->report().report_number());
  CHECK(first->report().report_number() ==
        claim::ReportNumber::Make(std::string(32, 's'),
                                  *CreditCode::Parse(kCode),
                                  "kiosk.creditproof", kRequestId)
            .text());
}

TEST_CASE_METHOD(Fixture, "Nobody but the subject gets a report") {
  IssueReportRequest by_agency = Request();
  by_agency.mutable_ground()->mutable_duty()->set_agency("agency");
  by_agency.mutable_ground()->mutable_duty()->set_scenario(
      record::v1::SCENARIO_FINANCING_LISTING);
  IssueReportRequest by_another = Request();
  *by_another.mutable_ground() = Ground("91230199TE00000292");

  CHECK(base::ReasonOf(Issue(by_agency).status()) ==
        Reason::REASON_GROUND_REFUSED);
  CHECK(base::ReasonOf(Issue(by_another).status()) ==
        Reason::REASON_GROUND_REFUSED);
  CHECK(world_.checks == 0);

  const auto looks = Looks();
  REQUIRE(looks.size() == 2);
  CHECK(looks[0].ground() == "DUTY");
  for (const auto& look : looks) {
    CHECK(look.method() == "IssueReport");
    CHECK(look.subject() == kCode);
    CHECK(look.outcome() == "GROUND_REFUSED");
  }
}

TEST_CASE_METHOD(Fixture, "Another's report cannot be downloaded") {
  const auto issued = Issue(Request());
  REQUIRE(issued.ok());
  const std::string number = issued->report().report_number();

  const auto by_another =
      Download(issued->report().name(), Ground("91230199TE00000292"));
  const auto as_own =
      Download(absl::StrCat("subjects/91230199TE00000292/reports/", number),
               Ground("91230199TE00000292"));

  CHECK(base::ReasonOf(by_another.status()) == Reason::REASON_GROUND_REFUSED);
  CHECK(base::ReasonOf(as_own.status()) == Reason::REASON_REPORT_NOT_FOUND);
}

TEST_CASE_METHOD(Fixture, "A report that is not released is not found") {
  world_.die_after_registering = true;
  REQUIRE(!Issue(Request()).ok());
  const std::string number = world_.registry.begin()->first;

  const auto downloaded = Download(
      absl::StrCat("subjects/", kCode, "/reports/", number), Ground(kCode));

  CHECK(base::ReasonOf(downloaded.status()) == Reason::REASON_REPORT_NOT_FOUND);
}

TEST_CASE_METHOD(Fixture, "A registry that is down loses nothing") {
  world_.die_before_registering = true;
  const absl::Status status = Issue(Request()).status();

  CHECK(absl::IsUnavailable(status));
  CHECK(base::ReasonOf(status) == Reason::REASON_PEER_UNAVAILABLE);
  CHECK(absl::StrContains(status.message(), "nothing was lost"));
  world_.die_before_registering = false;
  CHECK(Issue(Request()).ok());
}

TEST_CASE("An instance refuses the subjects of another") {
  const std::uint32_t elsewhere = (PartitionOf(kCode, 16) + 1) % 16;
  Fixture fixture({elsewhere});

  CHECK(base::ReasonOf(fixture.Issue(fixture.Request()).status()) ==
        Reason::REASON_WRONG_PARTITION);
}

}  // namespace
}  // namespace creditproof::report_rendering
