// What bench check measures: the eligibility-check service as main.cc wires it,
// and an echo of the same messages.
#pragma once

#include <grpcpp/server.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/creditproof/bench_load.h"

namespace creditproof::tool {

// A server that answers every check with the same response: what gRPC and
// protobuf cost, and nothing else.
class EchoServer {
 public:
  explicit EchoServer(const CheckResponse& answer);
  ~EchoServer();

  const std::string& address() const { return address_; }

 private:
  class Service;
  std::unique_ptr<Service> service_;
  std::string address_;
  std::unique_ptr<grpc::Server> server_;  // last: starting sets the address
};

// The real service (CheckHost) over 100,000 subjects.
class CheckServer {
 public:
  static absl::StatusOr<std::unique_ptr<CheckServer>> Start();
  ~CheckServer();

  const std::string& address() const;

  // Questions about clean subjects, all areas: as an agency under its duty, and
  // as a portal back end whose signed assertions it reuses.
  const std::vector<CheckRequest>& duty_requests() const;
  const std::vector<CheckRequest>& subject_requests() const;

  // An answer to one of them. Fails unless it is ELIGIBLE.
  absl::StatusOr<CheckResponse> Sample() const;

 private:
  struct Parts;
  explicit CheckServer(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace creditproof::tool
