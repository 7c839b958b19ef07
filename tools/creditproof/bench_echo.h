// What gRPC and protobuf cost, and nothing else.
#pragma once

#include <filesystem>
#include <memory>

#include "absl/status/statusor.h"
#include "creditproof/eligibility/v1/eligibility_service.pb.h"
#include "tools/creditproof/bench_listen.h"

namespace creditproof::tool {

// What an echo answers, whatever it is asked.
struct EchoAnswers {
  eligibility::v1::CheckEligibilityResponse check{};
  eligibility::v1::BatchCheckEligibilityResponse batch{};
};

// A bare callback service.
class EchoServer {
 public:
  static absl::StatusOr<std::unique_ptr<EchoServer>> Start(
      const EchoAnswers& answers);
  // As ListenTls.
  static absl::StatusOr<std::unique_ptr<EchoServer>> StartTls(
      const EchoAnswers& answers, const std::filesystem::path& identities);
  ~EchoServer();

  const Target& target() const { return listening_.target; }

 private:
  class Service;
  EchoServer(std::unique_ptr<Service> service, Listening listening);

  const std::unique_ptr<Service> service_;
  const Listening listening_;
};

}  // namespace creditproof::tool
