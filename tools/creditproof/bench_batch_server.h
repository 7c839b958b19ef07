// What bench batch measures: the eligibility-check service over a province, and
// an echo of the same messages.
#pragma once

#include <grpcpp/server.h>
#include <grpcpp/support/byte_buffer.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "tools/creditproof/bench_bytes.h"

namespace creditproof::tool {

// A server that answers every batch with the same response: what gRPC and
// protobuf cost, and nothing else.
class BatchEcho {
 public:
  explicit BatchEcho(const BatchResponse& answer);
  ~BatchEcho();

  const std::string& address() const { return address_; }

 private:
  class Service;
  std::unique_ptr<Service> service_;
  std::string address_;
  std::unique_ptr<grpc::Server> server_;  // last: starting sets the address
};

// The real service (CheckHost) over the population.
class BatchServer {
 public:
  static absl::StatusOr<std::unique_ptr<BatchServer>> Start();
  ~BatchServer();

  const std::string& address() const;

  // A question of an agency about all areas, bounded.
  BatchRequest Ask(std::string codes) const;

  // The answer to `request`. Fails unless all of its codes are ELIGIBLE.
  absl::StatusOr<BatchResponse> Sample(const grpc::ByteBuffer& request,
                                       std::size_t codes) const;

  double StartSecondsPerMillion() const;
  double IndexBytesPerSubject() const;

 private:
  struct Parts;
  explicit BatchServer(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace creditproof::tool
