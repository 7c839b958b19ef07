// VerificationService over gRPC: for anybody who holds a report.
#pragma once

#include "creditproof/verification/v1/verification_service.grpc.pb.h"
#include "libs/audit/trail.h"
#include "libs/base/clock.h"
#include "libs/rpc/gate.h"
#include "services/verification/examiner.h"

namespace creditproof::verification {

class VerificationServiceImpl final
    : public v1::VerificationService::CallbackService {
 public:
  // `examiner` and `trail` must outlive this object.
  VerificationServiceImpl(const Examiner& examiner, audit::Trail& trail,
                          rpc::Gate gate, base::Clock clock)
      : examiner_(examiner),
        trail_(trail),
        gate_(std::move(gate)),
        clock_(std::move(clock)) {}

  grpc::ServerUnaryReactor* VerifyReport(
      grpc::CallbackServerContext* context,
      const v1::VerifyReportRequest* request,
      v1::VerifyReportResponse* response) override;

 private:
  Examiner::Answer Verify(const v1::VerifyReportRequest& request,
                          const rpc::Caller& caller);
  void Audit(const v1::VerifyReportRequest& request,
             const Examiner::Answer& answer, const rpc::Caller& caller);

  const Examiner& examiner_;
  audit::Trail& trail_;
  const rpc::Gate gate_;
  const base::Clock clock_;
};

}  // namespace creditproof::verification
