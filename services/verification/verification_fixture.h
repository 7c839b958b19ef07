// VerificationService on a socket, over a real registry and a real log, for
// tests.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>

#include "libs/report/shipped_templates.h"
#include "libs/rpc/status.h"
#include "libs/rpc/visitor.h"
#include "services/verification/registry_fixture.h"
#include "services/verification/upload.h"
#include "services/verification/verification_service.h"

namespace creditproof::verification {

inline constexpr char kPrefix[] = "HTTPS://CREDIT.EXAMPLE/V/";

class VerificationFixture : public RegistryFixture {
 public:
  explicit VerificationFixture(absl::Duration longest_pause = kLongestPause)
      : longest_pause_(longest_pause) {
    AppendPolicy();
    const std::string address = "unix:" + (folder() / "s").string();
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    stub_ = v1::VerificationService::NewStub(
        grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  }

  absl::StatusOr<v1::VerifyReportResponse> Verify(
      const v1::VerifyReportRequest& request) {
    grpc::ClientContext context;
    if (!visitor_.empty()) {
      context.AddMetadata(rpc::kVisitorMetadata, visitor_);
    }
    v1::VerifyReportResponse response;
    const grpc::Status status =
        stub_->VerifyReport(&context, request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }
  absl::StatusOr<v1::VerifyReportResponse> ByNumber(const std::string& number) {
    v1::VerifyReportRequest request;
    request.set_report_number(number);
    return Verify(request);
  }
  absl::StatusOr<v1::VerifyReportResponse> ByQr(const std::string& claim) {
    v1::VerifyReportRequest request;
    request.set_qr_text(claim::ClaimUrl(kPrefix, claim));
    return Verify(request);
  }
  absl::StatusOr<v1::VerifyReportResponse> ByPdf(const std::string& pdf) {
    v1::VerifyReportRequest request;
    request.set_pdf(pdf);
    return Verify(request);
  }

  // Registers `report` as it was registered once, without asking the log.
  void Registered(const v1::RegisteredReport& report) {
    const auto proven = Prove(report, keys_.claims);
    if (!registry_.Register(proven.value(), keys_.history, now_).ok()) {
      std::abort();
    }
  }

  v1::VerificationService::Stub& stub() { return *stub_; }
  const std::unique_ptr<audit::Trail>& trail() const { return trail_; }

 protected:
  std::string visitor_;  // whom the portal asks for, when it says so

  Freshness freshness_{changes_->progress(), heads_, [this] { return now_; }};
  KnownStarts starts_;
  const Examiner examiner_{
      registry_,   *changes_, freshness_, keys_now_, report::ShippedShelf(),
      partitions_, starts_};
  Presentations presentations_{*kv_, kPresentations};

  const crypto::SigningKey list_key_ =
      *crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem());
  StatusLister lister_{
      {registry_, *changes_, freshness_, keys_now_, partitions_},
      list_key_,
      [this] { return now_; }};

 private:
  const absl::Duration longest_pause_;
  Watch watch_{presentations_};
  const std::unique_ptr<audit::Trail> trail_ =
      *audit::Trail::Open(*kv_, kAudit);
  rpc::Executor executor_{/*threads=*/4, /*queue_limit=*/16};
  rpc::Executor uploads_{UploadShares::kAll, UploadShares::kAll};
  VerificationServiceImpl service_{
      examiner_,
      registry_,
      &lister_,
      watch_,
      *trail_,
      rpc::Gate(
          rpc::TellVisitors(rpc::AllowAs("portal.creditproof"),
                            {"portal.creditproof"}),
          [](const rpc::CallRecord&) {}, executor_),
      rpc::StreamGate(
          rpc::TellVisitors(rpc::AllowAs("portal.creditproof"),
                            {"portal.creditproof"}),
          [](const rpc::CallRecord&) {}, uploads_),
      longest_pause_,
      [this] { return now_; }};
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<v1::VerificationService::Stub> stub_;
};

}  // namespace creditproof::verification
