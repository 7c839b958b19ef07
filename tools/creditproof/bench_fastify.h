// What others would put before verification: fastify and grpc-js.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "libs/testing/process.h"
#include "tools/creditproof/bench_door.h"

namespace creditproof::tool {

// The route of `door` that verifies by number, to the same back end with the
// same certificate. Runs until this object ends.
class Fastify {
 public:
  // `folder` is one of InstallPeers; `processes` share the port.
  static absl::StatusOr<std::unique_ptr<Fastify>> Start(
      const BenchDoor& door, const std::filesystem::path& folder,
      int processes);
  ~Fastify();

  const std::string& address() const { return address_; }
  pid_t process() const { return server_.pid(); }

 private:
  Fastify(std::string address, testing::Process server)
      : address_(std::move(address)), server_(std::move(server)) {}

  const std::string address_;
  testing::Process server_;
};

}  // namespace creditproof::tool
