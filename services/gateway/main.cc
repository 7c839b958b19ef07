// gateway: the public door. Pages, and the public methods of the other services
// as JSON over HTTP.
//
// Usage: creditproof-gateway CONFIG, a creditproof.config.v1.Gateway text file.

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <utility>
#include <vector>

#include "creditproof/config/v1/config.pb.h"
#include "libs/base/clock.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/sealer.h"
#include "libs/rpc/access_log.h"
#include "libs/rpc/config.h"
#include "services/gateway/api.h"
#include "services/gateway/back_end.h"
#include "services/gateway/config.h"
#include "services/gateway/pages.h"
#include "services/gateway/route_table.h"
#include "services/gateway/server.h"
#include "services/gateway/session_cookie.h"
#include "services/gateway/site.h"
#include "services/gateway/visitor.h"

namespace creditproof::gateway {
namespace {

absl::Status Run(const char* config_file) {
  config::v1::Gateway config;
  RETURN_IF_ERROR(rpc::ReadConfig(config_file, config));
  const std::filesystem::path folder = rpc::ConfigFolder(config_file);
  const base::Clock clock = base::SystemClock();
  ASSIGN_OR_RETURN(const bool by_https, IsByHttps(config));
  ASSIGN_OR_RETURN(Listener listener, MakeListener(config, folder, by_https));

  ASSIGN_OR_RETURN(const std::vector<BackEnd> back_ends,
                   MakeBackEnds(config, folder));
  ASSIGN_OR_RETURN(const RouteTable routes, RouteTable::Make(back_ends));
  ASSIGN_OR_RETURN(
      const Pages pages,
      Pages::Load(config.portal_directory().empty()
                      ? std::filesystem::path()
                      : rpc::Resolve(folder, config.portal_directory())));
  ASSIGN_OR_RETURN(
      const std::string sealing_keys,
      base::ReadFile(rpc::Resolve(folder, config.cookie_key_file())));
  ASSIGN_OR_RETURN(crypto::Sealer sealer,
                   crypto::Sealer::FromKeyFile(sealing_keys));
  const SessionCookie cookie(std::move(sealer), by_https);
  const Visitors visitors(cookie, clock);
  const Api api(
      {routes, visitors, rpc::AccessLog("gateway"), CallTimeOf(config)});
  Gateway gateway(api, pages, visitors, RateOf(config), clock);
  gateway.Add("GET", "/healthz", [](const Exchange& exchange) {
    exchange.answer({200, {{"content-type", "text/plain"}}, "ok\n", nullptr});
  });

  ASSIGN_OR_RETURN(
      const std::unique_ptr<Server> server,
      Server::Start(std::move(listener), [&gateway](const Request& head) {
        return gateway.Find(head);
      }));
  server->WaitForStop();
  return absl::OkStatus();
}

}  // namespace
}  // namespace creditproof::gateway

int main(int argc, char* argv[]) {
  if (argc != 2) {
    std::cerr << "usage: creditproof-gateway CONFIG\n";
    return EXIT_FAILURE;
  }
  const absl::Status status = creditproof::gateway::Run(argv[1]);
  if (!status.ok()) {
    std::cerr << "creditproof-gateway: " << status << "\n";
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
