// report-rendering's services on a socket, over real stores, for tests; only
// the peers are functions.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <vector>

#include "google/rpc/error_details.pb.h"
#include "libs/base/files.h"
#include "libs/rpc/status.h"
#include "libs/token/test_provider.h"
#include "services/report_rendering/grant_service.h"
#include "services/report_rendering/issuing_fixture.h"
#include "services/report_rendering/report_service.h"

namespace creditproof::report_rendering {

// The rule by which a ground was refused; empty when that is not what happened.
inline std::string RuleOf(const absl::Status& status) {
  if (base::ReasonOf(status) != base::Reason::REASON_GROUND_REFUSED) return "";
  google::rpc::ErrorInfo info;
  info.ParseFromString(std::string(
      *status.GetPayload("type.googleapis.com/google.rpc.ErrorInfo")));
  return info.metadata().at("rule");
}

class ServiceFixture {
 public:
  explicit ServiceFixture(std::vector<std::uint32_t> partitions = {})
      : partitions_(*PartitionSet::Make(kPartitions, partitions)) {
    OpenTrail();
  }

  report::v1::IssueReportRequest Request() const {
    report::v1::IssueReportRequest request;
    request.set_parent(absl::StrCat("subjects/", kCode));
    request.set_request_id(kRequestId);
    request.set_scenario(record::v1::SCENARIO_FINANCING_LISTING);
    request.set_purpose("招标投标");
    *request.mutable_ground() = Ground(kCode);
    return request;
  }

  access::v1::Ground Ground(const std::string& code) const {
    return *access::AssertSubject(portal_key_, "portal", code, "user-1",
                                  instance_.now);
  }

  access::v1::Ground WithToken(const std::string& token) const {
    access::v1::Ground ground;
    ground.mutable_subject()->set_access_token(token);
    return ground;
  }

  static access::v1::Ground Duty() {
    access::v1::Ground ground;
    ground.mutable_duty()->set_agency("agency");
    ground.mutable_duty()->set_scenario(record::v1::SCENARIO_FINANCING_LISTING);
    return ground;
  }

  static access::v1::Ground On(const report::v1::Grant& grant,
                               const std::string& code) {
    access::v1::Ground ground;
    ground.mutable_grant()->set_grant_id(grant.grant_id());
    ground.mutable_grant()->set_code(code);
    return ground;
  }

  absl::StatusOr<report::v1::IssueReportResponse> Issue(
      const report::v1::IssueReportRequest& request) {
    return Call<report::v1::IssueReportResponse>(
        *reports_stub_, &report::v1::ReportService::Stub::IssueReport, request);
  }

  absl::StatusOr<report::v1::PreviewReportResponse> Preview(
      const access::v1::Ground& ground) {
    report::v1::PreviewReportRequest request;
    request.set_parent(absl::StrCat("subjects/", kCode));
    request.set_scenario(record::v1::SCENARIO_FINANCING_LISTING);
    request.set_purpose("招标投标");
    *request.mutable_ground() = ground;
    return Call<report::v1::PreviewReportResponse>(
        *reports_stub_, &report::v1::ReportService::Stub::PreviewReport,
        request);
  }

  // As a receiver.
  absl::StatusOr<report::v1::IssueReportResponse> IssueOn(
      const report::v1::Grant& grant, const std::string& code,
      const std::string& request_id = kRequestId) {
    report::v1::IssueReportRequest request;
    request.set_parent(absl::StrCat("subjects/", kCode));
    request.set_request_id(request_id);
    *request.mutable_ground() = On(grant, code);
    return Issue(request);
  }

  absl::StatusOr<report::v1::DownloadReportResponse> Download(
      const std::string& name, const access::v1::Ground& ground) {
    return Fetch<report::v1::DownloadReportRequest,
                 report::v1::DownloadReportResponse>(
        &report::v1::ReportService::Stub::DownloadReport, name, ground);
  }

  // The pieces of a report's file.
  absl::StatusOr<std::vector<google::api::HttpBody>> ReadFile(
      const std::string& name, const access::v1::Ground& ground) {
    report::v1::ReadReportFileRequest request;
    request.set_name(name);
    *request.mutable_ground() = ground;
    grpc::ClientContext context;
    const auto reader = reports_stub_->ReadReportFile(&context, request);
    std::vector<google::api::HttpBody> pieces;
    google::api::HttpBody piece;
    while (reader->Read(&piece)) pieces.push_back(piece);
    const grpc::Status status = reader->Finish();
    if (!status.ok()) return rpc::FromGrpc(status);
    return pieces;
  }

  absl::StatusOr<report::v1::Report> Get(const std::string& name,
                                         const access::v1::Ground& ground) {
    return Fetch<report::v1::GetReportRequest, report::v1::Report>(
        &report::v1::ReportService::Stub::GetReport, name, ground);
  }

  absl::StatusOr<report::v1::ListReportsResponse> List(
      const report::v1::ListReportsRequest& request) {
    return Call<report::v1::ListReportsResponse>(
        *reports_stub_, &report::v1::ReportService::Stub::ListReports, request);
  }

  report::v1::CreateGrantRequest GrantRequest() const {
    report::v1::CreateGrantRequest request;
    request.set_parent(absl::StrCat("subjects/", kCode));
    request.set_request_id(kRequestId);
    *request.mutable_ground() = Ground(kCode);
    report::v1::Grant& grant = *request.mutable_grant();
    grant.set_receiver_id("exchange");
    grant.set_scenario(record::v1::SCENARIO_FINANCING_LISTING);
    grant.set_purpose("招标投标");
    grant.mutable_end_time()->set_seconds(
        absl::ToUnixSeconds(instance_.now + absl::Hours(24 * 7)));
    return request;
  }

  absl::StatusOr<report::v1::CreateGrantResponse> Create(
      const report::v1::CreateGrantRequest& request) {
    return Call<report::v1::CreateGrantResponse>(
        *grants_stub_, &report::v1::GrantService::Stub::CreateGrant, request);
  }

  absl::StatusOr<report::v1::ListGrantsResponse> ListGrants() {
    report::v1::ListGrantsRequest request;
    request.set_parent(absl::StrCat("subjects/", kCode));
    *request.mutable_ground() = Ground(kCode);
    return Call<report::v1::ListGrantsResponse>(
        *grants_stub_, &report::v1::GrantService::Stub::ListGrants, request);
  }

  absl::StatusOr<report::v1::Grant> Revoke(const std::string& name,
                                           const access::v1::Ground& ground) {
    report::v1::RevokeGrantRequest request;
    request.set_name(name);
    *request.mutable_ground() = ground;
    return Call<report::v1::Grant>(
        *grants_stub_, &report::v1::GrantService::Stub::RevokeGrant, request);
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
    reports_.reset();
    consents_.reset();
    door_.reset();
    trail_.reset();
    trail_kv_.reset();
    env_ = std::make_unique<testing::PowerLossEnv>();
    trail_kv_ =
        *kv::Store::Open(directory_.path() / "trail", {"audit"}, env_.get());
    trail_ = *audit::Trail::Open(*trail_kv_, kv::Family{0}, {},
                                 [](const absl::Status&) {});
    door_ = std::make_unique<Doorkeeper>(judge_, instance_.grants(), *trail_,
                                         [this] { return instance_.now; });
    const rpc::Authorizer as_names = [this](absl::string_view, const auto&) {
      return rpc::Caller{names_};
    };
    const rpc::Gate gate(
        as_names, [](const rpc::CallRecord&) {}, executor_);
    const rpc::StreamGate files(
        as_names, [](const rpc::CallRecord&) {}, file_executor_);
    reports_ = std::make_unique<ReportServiceImpl>(
        ReportServiceImpl::Parts{instance_.issuer(), previewer_,
                                 instance_.store(), instance_.grants(), *door_,
                                 partitions_},
        gate, files);
    consents_ = std::make_unique<GrantServiceImpl>(
        GrantServiceImpl::Parts{instance_.grants(), grant_check_, *door_,
                                partitions_},
        gate);
    Serve();
  }

 protected:
  Neighbours world_;
  std::vector<std::string> names_ = {kClient};  // of the caller's certificate
  Instance instance_{world_};
  token::TestProvider provider_;

 private:
  void Serve() {
    const std::string address =
        absl::StrCat("unix:", directory_.path().string(), "/s", ++starts_);
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(reports_.get());
    builder.RegisterService(consents_.get());
    server_ = builder.BuildAndStart();
    const auto channel =
        grpc::CreateChannel(address, grpc::InsecureChannelCredentials());
    reports_stub_ = report::v1::ReportService::NewStub(channel);
    grants_stub_ = report::v1::GrantService::NewStub(channel);
  }

  template <typename Response, typename Stub, typename Method, typename Request>
  absl::StatusOr<Response> Call(Stub& stub, Method method,
                                const Request& request) {
    grpc::ClientContext context;
    Response response;
    const grpc::Status status = (stub.*method)(&context, request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  template <typename Request, typename Response, typename Method>
  absl::StatusOr<Response> Fetch(Method method, const std::string& name,
                                 const access::v1::Ground& ground) {
    Request request;
    request.set_name(name);
    *request.mutable_ground() = ground;
    return Call<Response>(*reports_stub_, method, request);
  }

  // The portal may assert, and bring access tokens; one agency has a duty for
  // some areas.
  access::Judge MakeJudge() const {
    config::v1::Grounds grounds;
    auto& key = *grounds.add_assertion_keys();
    key.set_key_id("portal");
    key.set_public_key_file("portal.pem");
    key.add_clients(kClient);
    if (!base::WriteFile(directory_.path() / "portal.pem",
                         portal_key_.verifying_key().Pem())
             .ok()) {
      std::abort();
    }
    *grounds.mutable_identity_provider() = provider_.Config();
    grounds.mutable_identity_provider()->add_clients(kClient);
    auto& duty = *grounds.add_duties();
    duty.set_agency("agency");
    duty.add_clients(kClient);
    duty.add_scenarios(record::v1::SCENARIO_FINANCING_LISTING);
    duty.add_areas(record::v1::AREA_TAXATION);
    return *access::Judge::Make(grounds, directory_.path());
  }

  const testing::TempDirectory directory_;
  const crypto::SigningKey portal_key_ =
      *crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem());
  const Previewer previewer_{
      world_.AsPeers(), report::ShippedTemplates(),
      [](const auto& data) { return absl::StrCat("预览 ", data.purpose()); },
      [this] { return instance_.now; }};
  const GrantCheck grant_check_{world_.AsPeers(),
                                *report::Faces::Load("/usr/share/fonts")};
  const PartitionSet partitions_;
  const access::Judge judge_ = MakeJudge();
  rpc::Executor executor_{/*threads=*/4, /*queue_limit=*/16};
  rpc::Executor file_executor_{/*threads=*/2, /*queue_limit=*/2};
  int starts_ = 0;
  std::unique_ptr<testing::PowerLossEnv> env_;
  std::unique_ptr<kv::Store> trail_kv_;
  std::unique_ptr<audit::Trail> trail_;
  std::unique_ptr<Doorkeeper> door_;
  std::unique_ptr<ReportServiceImpl> reports_;
  std::unique_ptr<GrantServiceImpl> consents_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<report::v1::ReportService::Stub> reports_stub_;
  std::unique_ptr<report::v1::GrantService::Stub> grants_stub_;
};

}  // namespace creditproof::report_rendering
