#include "tools/creditproof/bench_verify_echo.h"

#include <utility>

#include "creditproof/verification/v1/verification_service.grpc.pb.h"
#include "libs/base/status_macros.h"

namespace creditproof::tool {

using verification::v1::VerificationService;
using verification::v1::VerifyReportRequest;
using verification::v1::VerifyReportResponse;

class VerifyEcho::Service final : public VerificationService::CallbackService {
 public:
  explicit Service(VerifyReportResponse answer) : answer_(std::move(answer)) {}

  grpc::ServerUnaryReactor* VerifyReport(
      grpc::CallbackServerContext* context, const VerifyReportRequest*,
      VerifyReportResponse* response) override {
    *response = answer_;
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

 private:
  const VerifyReportResponse answer_;
};

absl::StatusOr<std::unique_ptr<VerifyEcho>> VerifyEcho::Start(
    const VerifyReportResponse& answer) {
  auto service = std::make_unique<Service>(answer);
  ASSIGN_OR_RETURN(Listening listening, Listen(*service));
  return std::unique_ptr<VerifyEcho>(
      new VerifyEcho(std::move(service), std::move(listening)));
}

VerifyEcho::VerifyEcho(std::unique_ptr<Service> service, Listening listening)
    : service_(std::move(service)), listening_(std::move(listening)) {}

VerifyEcho::~VerifyEcho() { listening_.server->Shutdown(); }

}  // namespace creditproof::tool
