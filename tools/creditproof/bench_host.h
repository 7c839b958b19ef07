// The eligibility-check service as main.cc wires it, over plain TCP.
#pragma once

#include <grpcpp/impl/service_type.h>
#include <grpcpp/server.h>

#include <filesystem>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/access/ground.h"
#include "services/eligibility_check/replica.h"

namespace creditproof::tool {

inline constexpr std::uint32_t kBenchPartitions = 16;
inline constexpr char kBenchClient[] = "bench.creditproof";

// Listens on a free port of loopback, which it writes to `address`. Null when
// none is free.
std::unique_ptr<grpc::Server> Listen(grpc::Service& service,
                                     std::string& address);

// A store without subjects.
absl::StatusOr<std::unique_ptr<kv::Store>> OpenBenchStore(
    const std::filesystem::path& folder);

// Gate, grounds, policy, access log and audit trail. What it lacks is TLS, and
// so a certificate to read the client's name from, and a log to follow.
class CheckHost {
 public:
  // Serves what OpenBenchStore's store in `folder` holds, which is closed.
  static absl::StatusOr<std::unique_ptr<CheckHost>> Start(
      const std::filesystem::path& folder, access::Judge judge);
  ~CheckHost();

  const std::string& address() const;
  const eligibility_check::Replica& replica() const;

  // How long it took to fill the index from the store.
  absl::Duration start_time() const;

 private:
  struct Parts;
  explicit CheckHost(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace creditproof::tool
