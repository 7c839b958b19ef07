// VerificationService over gRPC: for anybody who holds a report.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "creditproof/verification/v1/verification_service.grpc.pb.h"
#include "libs/audit/trail.h"
#include "libs/base/clock.h"
#include "libs/rpc/gate.h"
#include "libs/rpc/stream_gate.h"
#include "services/verification/examiner.h"
#include "services/verification/registry.h"
#include "services/verification/status_lister.h"
#include "services/verification/upload_shares.h"
#include "services/verification/watch.h"

namespace creditproof::verification {

class VerificationServiceImpl final
    : public v1::VerificationService::CallbackService {
 public:
  // What is referred to must outlive this object. `lister` is null where there
  // is no key to sign status lists with; an upload that brings nothing for
  // `longest_pause` is ended.
  VerificationServiceImpl(const Examiner& examiner, const Registry& registry,
                          StatusLister* lister, Watch& watch,
                          audit::Trail& trail, rpc::Gate gate,
                          rpc::StreamGate uploads, absl::Duration longest_pause,
                          base::Clock clock)
      : examiner_(examiner),
        registry_(registry),
        lister_(lister),
        watch_(watch),
        trail_(trail),
        gate_(std::move(gate)),
        uploads_(std::move(uploads)),
        longest_pause_(longest_pause),
        clock_(std::move(clock)) {}

  grpc::ServerUnaryReactor* VerifyReport(
      grpc::CallbackServerContext* context,
      const v1::VerifyReportRequest* request,
      v1::VerifyReportResponse* response) override;
  grpc::ServerReadReactor<v1::VerifyUploadRequest>* VerifyUpload(
      grpc::CallbackServerContext* context,
      v1::VerifyReportResponse* response) override;
  grpc::ServerUnaryReactor* GetStatusList(
      grpc::CallbackServerContext* context,
      const v1::GetStatusListRequest* request,
      v1::GetStatusListResponse* response) override;

 private:
  using Upload = rpc::ServerReader<v1::VerifyUploadRequest>;

  std::optional<rpc::Attempted> VerifyAtOnce(
      const v1::VerifyReportRequest& request, const rpc::Caller& caller,
      v1::VerifyReportResponse& response);
  Examiner::Answer Verify(const v1::VerifyReportRequest& request,
                          const rpc::Caller& caller);
  Examiner::Answer Verify(Upload& upload, const rpc::Caller& caller);
  absl::StatusOr<v1::GetStatusListResponse> ListStatus();
  void Audit(absl::string_view method, const std::string& typed_number,
             const Examiner::Answer& answer, const rpc::Caller& caller,
             absl::Time now);

  const Examiner& examiner_;
  const Registry& registry_;
  StatusLister* const lister_;
  Watch& watch_;
  audit::Trail& trail_;
  const rpc::Gate gate_;
  const rpc::StreamGate uploads_;
  const absl::Duration longest_pause_;
  UploadShares shares_;
  const base::Clock clock_;
};

}  // namespace creditproof::verification
