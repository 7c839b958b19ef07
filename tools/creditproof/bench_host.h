// The eligibility-check service as main.cc wires it.
#pragma once

#include <filesystem>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/access/v1/ground.pb.h"
#include "libs/access/ground.h"
#include "services/eligibility_check/replica.h"
#include "tools/creditproof/bench_listen.h"
#include "tools/creditproof/bench_log_end.h"

namespace creditproof::tool {

inline constexpr std::uint32_t kBenchPartitions = 16;

// The ground of an agency, and what makes it good.
config::v1::Grounds BenchGrounds();
access::v1::Ground BenchGround();

// A store without subjects.
absl::StatusOr<std::unique_ptr<kv::Store>> OpenBenchStore(
    const std::filesystem::path& folder);

// Gate, grounds, policy, access log and audit trail. What it lacks is a log to
// follow.
class CheckHost {
 public:
  // Serves what OpenBenchStore's store in `folder` holds, which is closed, over
  // plain TCP: it takes everybody for kBenchClient.
  static absl::StatusOr<std::unique_ptr<CheckHost>> Start(
      const std::filesystem::path& folder, access::Judge judge);
  ~CheckHost();

  const Target& target() const;

  // Serves the same over mutual TLS too; see ListenTls.
  absl::StatusOr<Target> AddTls(const std::filesystem::path& identities);

  eligibility_check::Replica& replica();
  const LogEnd& log_end() const;

  // How long it took to fill the index from the store.
  absl::Duration start_time() const;

 private:
  struct Parts;
  explicit CheckHost(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace creditproof::tool
