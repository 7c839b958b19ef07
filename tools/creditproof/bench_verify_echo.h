// What a question to verification costs of gRPC and protobuf, and nothing else.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "creditproof/verification/v1/verification_service.pb.h"
#include "tools/creditproof/bench_listen.h"

namespace creditproof::tool {

// A bare callback service that answers the same, whatever it is asked.
class VerifyEcho {
 public:
  static absl::StatusOr<std::unique_ptr<VerifyEcho>> Start(
      const verification::v1::VerifyReportResponse& answer);
  ~VerifyEcho();

  const Target& target() const { return listening_.target; }

 private:
  class Service;
  VerifyEcho(std::unique_ptr<Service> service, Listening listening);

  const std::unique_ptr<Service> service_;
  const Listening listening_;
};

}  // namespace creditproof::tool
