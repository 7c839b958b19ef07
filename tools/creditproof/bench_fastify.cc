#include "tools/creditproof/bench_fastify.h"

#include <signal.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/config.h"
#include "libs/testing/loopback.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {
namespace {

Json ConfigOf(const BenchDoor& door, const std::string& address,
              int processes) {
  const config::v1::Tls& tls = door.config().tls();
  const config::v1::Peer& verification = door.BackEnd("verification");
  const auto file = [&](const std::string& name) {
    return rpc::Resolve(door.config_folder(), name).string();
  };
  return {{"port", std::stoi(address.substr(address.rfind(':') + 1))},
          {"processes", processes},
          {"protos", SourceFile("proto").string()},
          {"backEnd", verification.instances(0).address()},
          {"certificateName", verification.certificate_name()},
          {"authorities", file(tls.ca_file())},
          {"certificate", file(tls.cert_file())},
          {"key", file(tls.key_file())}};
}

}  // namespace

absl::StatusOr<std::unique_ptr<Fastify>> Fastify::Start(
    const BenchDoor& door, const std::filesystem::path& folder, int processes) {
  const std::string address = testing::FreeAddress();
  const std::filesystem::path config =
      folder / absl::StrCat("fastify-", processes, ".json");
  RETURN_IF_ERROR(
      base::WriteFile(config, ConfigOf(door, address, processes).dump()));
  std::unique_ptr<Fastify> peer(
      new Fastify(address, testing::Process({"/usr/bin/env", "node",
                                             folder / "fastify.mjs", config})));
  RETURN_IF_ERROR(AwaitListening(peer->server_, address));
  return peer;
}

// Its workers end with it.
Fastify::~Fastify() {
  server_.Signal(SIGTERM);
  server_.Wait();
}

}  // namespace creditproof::tool
