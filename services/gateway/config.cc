#include "services/gateway/config.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/config.h"

namespace creditproof::gateway {
namespace {

constexpr double kRequestsPerSecond = 20;
constexpr int kBurst = 100;
constexpr absl::Duration kCallTime = absl::Seconds(15);

bool IsThisMachine(absl::string_view host) {
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

}  // namespace

absl::StatusOr<bool> IsByHttps(const config::v1::Gateway& config) {
  absl::string_view rest = config.public_origin();
  const bool by_https = absl::ConsumePrefix(&rest, "https://");
  const bool by_http = absl::ConsumePrefix(&rest, "http://");
  const absl::string_view host =
      by_http ? rest.substr(0, rest.rfind(':')) : rest;
  if (!rest.empty() && !absl::StrContains(rest, '/') &&
      (by_https || (by_http && IsThisMachine(host)))) {
    return by_https;
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "public_origin: ", config.public_origin(),
      " is not https://HOST, nor http://127.0.0.1:PORT for a trial"));
}

absl::StatusOr<Listener> MakeListener(const config::v1::Gateway& config,
                                      const std::filesystem::path& folder,
                                      bool by_https) {
  Listener listener;
  listener.address = config.address();
  listener.client_address_field = config.client_address_header();
  listener.fields = SecurityFields(by_https, {config.frame_ancestors().begin(),
                                              config.frame_ancestors().end()});
  const config::v1::GatewayLimits& limits = config.limits();
  if (limits.has_connections()) {
    listener.limits.most_connections = limits.connections();
  }
  if (limits.has_connections_per_client()) {
    listener.limits.most_connections_per_client =
        limits.connections_per_client();
  }
  // All clients come by the proxy's address.
  if (!listener.client_address_field.empty()) {
    listener.limits.most_connections_per_client = 0;
  }
  if (config.has_public_tls()) {
    ASSIGN_OR_RETURN(
        listener.certificates,
        base::ReadFile(rpc::Resolve(folder, config.public_tls().cert_file())));
    ASSIGN_OR_RETURN(
        listener.private_key,
        base::ReadFile(rpc::Resolve(folder, config.public_tls().key_file())));
  }
  return listener;
}

absl::StatusOr<Pages> LoadPages(const config::v1::Gateway& config,
                                const std::filesystem::path& folder) {
  const std::string& portal = config.portal_directory();
  return Pages::Load(portal.empty() ? std::filesystem::path()
                                    : rpc::Resolve(folder, portal));
}

RequestRate RateOf(const config::v1::Gateway& config) {
  const config::v1::GatewayLimits& limits = config.limits();
  return {limits.has_requests_per_second() ? limits.requests_per_second()
                                           : kRequestsPerSecond,
          limits.has_request_burst() ? static_cast<int>(limits.request_burst())
                                     : kBurst};
}

absl::Duration CallTimeOf(const config::v1::Gateway& config) {
  return config.limits().has_call_timeout_ms()
             ? absl::Milliseconds(config.limits().call_timeout_ms())
             : kCallTime;
}

}  // namespace creditproof::gateway
