#include "tools/creditproof/bench_echo.h"

#include <utility>

#include "creditproof/eligibility/v1/eligibility_service.grpc.pb.h"
#include "libs/base/status_macros.h"

namespace creditproof::tool {

using eligibility::v1::BatchCheckEligibilityRequest;
using eligibility::v1::BatchCheckEligibilityResponse;
using eligibility::v1::CheckEligibilityRequest;
using eligibility::v1::CheckEligibilityResponse;
using eligibility::v1::EligibilityService;

class EchoServer::Service final : public EligibilityService::CallbackService {
 public:
  explicit Service(const EchoAnswers& answers) : answers_(answers) {}

  grpc::ServerUnaryReactor* CheckEligibility(
      grpc::CallbackServerContext* context, const CheckEligibilityRequest*,
      CheckEligibilityResponse* response) override {
    return Answer(context, answers_.check, response);
  }

  grpc::ServerUnaryReactor* BatchCheckEligibility(
      grpc::CallbackServerContext* context, const BatchCheckEligibilityRequest*,
      BatchCheckEligibilityResponse* response) override {
    return Answer(context, answers_.batch, response);
  }

 private:
  template <typename Response>
  static grpc::ServerUnaryReactor* Answer(grpc::CallbackServerContext* context,
                                          const Response& answer,
                                          Response* response) {
    *response = answer;
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

  const EchoAnswers answers_;
};

absl::StatusOr<std::unique_ptr<EchoServer>> EchoServer::Start(
    const EchoAnswers& answers) {
  auto service = std::make_unique<Service>(answers);
  ASSIGN_OR_RETURN(Listening listening, Listen(*service));
  return std::unique_ptr<EchoServer>(
      new EchoServer(std::move(service), std::move(listening)));
}

absl::StatusOr<std::unique_ptr<EchoServer>> EchoServer::StartTls(
    const EchoAnswers& answers, const std::filesystem::path& identities) {
  auto service = std::make_unique<Service>(answers);
  ASSIGN_OR_RETURN(Listening listening, ListenTls(*service, identities));
  return std::unique_ptr<EchoServer>(
      new EchoServer(std::move(service), std::move(listening)));
}

EchoServer::EchoServer(std::unique_ptr<Service> service, Listening listening)
    : service_(std::move(service)), listening_(std::move(listening)) {}

EchoServer::~EchoServer() { listening_.server->Shutdown(); }

}  // namespace creditproof::tool
