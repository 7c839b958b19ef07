// What bench batch measures: the eligibility-check service over a province.
#pragma once

#include <grpcpp/support/byte_buffer.h>

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "tools/creditproof/bench_bytes.h"
#include "tools/creditproof/bench_host.h"

namespace creditproof::tool {

// The real service (CheckHost) over a population; see StorePopulation.
class BatchServer {
 public:
  static absl::StatusOr<std::unique_ptr<BatchServer>> Start(
      std::uint32_t subjects);
  ~BatchServer();

  const Target& target() const;

  // The answer to a batch of `codes` codes. Fails unless all are ELIGIBLE.
  absl::StatusOr<BatchResponse> Sample(const grpc::ByteBuffer& request,
                                       std::size_t codes) const;

  double StartSecondsPerMillion() const;
  double IndexBytesPerSubject() const;

 private:
  struct Parts;
  explicit BatchServer(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

// A question of an agency about all areas, bounded.
BatchRequest AskAboutAll(std::string codes);

}  // namespace creditproof::tool
