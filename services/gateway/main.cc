// gateway: the public door. Pages, and the public methods of the other services
// as JSON over HTTP.
//
// Usage: creditproof-gateway CONFIG, a creditproof.config.v1.Gateway text file.

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "creditproof/config/v1/config.pb.h"
#include "libs/base/clock.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/random.h"
#include "libs/crypto/sealer.h"
#include "libs/report/key_folder.h"
#include "libs/rpc/access_log.h"
#include "libs/rpc/config.h"
#include "libs/rpc/executor.h"
#include "services/gateway/api.h"
#include "services/gateway/back_end.h"
#include "services/gateway/call_terms.h"
#include "services/gateway/comments.h"
#include "services/gateway/config.h"
#include "services/gateway/login.h"
#include "services/gateway/open_id.h"
#include "services/gateway/openapi.h"
#include "services/gateway/own_paths.h"
#include "services/gateway/pages.h"
#include "services/gateway/route_table.h"
#include "services/gateway/server.h"
#include "services/gateway/session_cookie.h"
#include "services/gateway/site.h"
#include "services/gateway/visitor.h"

namespace creditproof::gateway {
namespace {

constexpr std::size_t kLogins = 8;  // that wait for the provider
constexpr std::size_t kWaitingLogins = 256;
constexpr std::size_t kVisitorKeyBytes = 32;

absl::StatusOr<crypto::Sealer> LoadSealer(const std::filesystem::path& file) {
  ASSIGN_OR_RETURN(const std::string keys, base::ReadFile(file));
  return crypto::Sealer::FromKeyFile(keys);
}

absl::Status Run(const char* config_file) {
  config::v1::Gateway config;
  RETURN_IF_ERROR(rpc::ReadConfig(config_file, config));
  const std::filesystem::path folder = rpc::ConfigFolder(config_file);
  const base::Clock clock = base::SystemClock();
  ASSIGN_OR_RETURN(const bool by_https, IsByHttps(config));
  ASSIGN_OR_RETURN(Listener listener, MakeListener(config, folder, by_https));
  ASSIGN_OR_RETURN(const std::unique_ptr<report::KeyFolder> keys,
                   report::KeyFolder::Open(
                       rpc::Resolve(folder, config.key_directory()), clock));
  ASSIGN_OR_RETURN(const Pages pages, LoadPages(config, folder));
  ASSIGN_OR_RETURN(const std::vector<BackEnd> back_ends,
                   MakeBackEnds(config, folder));
  ASSIGN_OR_RETURN(const RouteTable routes, RouteTable::Make(back_ends));
  const std::string description =
      OpenApiJson(routes, Comments(), config.public_origin());

  ASSIGN_OR_RETURN(const crypto::Sealer sealer,
                   LoadSealer(rpc::Resolve(folder, config.cookie_key_file())));
  const SessionCookie session(sealer, by_https);
  const LoginCookie login_cookie(sealer, by_https);
  const Visitors visitors(session, clock);
  rpc::Executor waiting(kLogins, kWaitingLogins);
  std::unique_ptr<OpenId> provider;
  std::optional<Login> login;
  if (config.has_login()) {
    ASSIGN_OR_RETURN(
        provider,
        OpenId::Make(config.login(), folder,
                     config.public_origin() + "/login/callback", clock));
    login.emplace(Login::Parts{*provider, login_cookie, session, visitors,
                               waiting, crypto::RandomBytes, clock});
  }

  const CallRules rules(CallTimeOf(config),
                        crypto::RandomBytes(kVisitorKeyBytes));
  const Api api({routes, visitors, rpc::AccessLog("gateway"), rules,
                 provider ? &provider->access_tokens() : nullptr});
  Gateway gateway(api, pages, visitors, RateOf(config), clock);
  AddHealth(gateway);
  AddOwnPaths(*keys, description, gateway);
  AddLogin(login ? &*login : nullptr, gateway);
  AddVerdictPage(back_ends, pages, rules, gateway);
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
