// What bench gateway measures, and the ways to it.
#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/testing/temp_directory.h"
#include "tools/creditproof/bench_contender.h"
#include "tools/creditproof/bench_door.h"
#include "tools/creditproof/bench_fastify.h"

namespace creditproof::tool {

// Each figure `cpu_us` is of the server that is asked. Not thread-safe.
class DoorWork {
 public:
  // Fails with NOT_FOUND where there is no wrk. A peer that cannot be had is
  // left out, and said on standard error.
  absl::Status Start();

  // Verifying by number, as fast as it goes: `gateway`, `fastify` and, in two
  // processes, `fastify_2`.
  absl::StatusOr<Contenders> Questions() const;

  // A file 100 times a second: `download_grpc`, `download`.
  absl::StatusOr<Contenders> Downloads() const;

  // Verifying 500 times a second: `alone`, and `crowded` beside a Crowd.
  absl::StatusOr<Contenders> BesideCrowd() const;

  // How much memory the gateway ever had at once, in bytes.
  absl::StatusOr<double> MostMemory() const;

 private:
  absl::Status StartPeers();
  absl::Status CheckAnswer(const std::string& address) const;
  std::string Question() const;
  std::string Download() const;

  BenchDoor door_;
  const testing::TempDirectory peers_;
  std::unique_ptr<Fastify> fastify_;  // null where it cannot be had
  std::unique_ptr<Fastify> fastify_2_;
};

}  // namespace creditproof::tool
