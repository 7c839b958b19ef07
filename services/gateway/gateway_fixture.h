// A gateway on loopback before real gRPC servers.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/crypto/sealer.h"
#include "libs/testing/http_client.h"
#include "libs/testing/temp_directory.h"
#include "services/gateway/api.h"
#include "services/gateway/back_end.h"
#include "services/gateway/call_terms.h"
#include "services/gateway/pages.h"
#include "services/gateway/route_table.h"
#include "services/gateway/server.h"
#include "services/gateway/session_cookie.h"
#include "services/gateway/site.h"
#include "services/gateway/test_back_ends.h"
#include "services/gateway/visitor.h"

namespace creditproof::gateway {

// Who asks it.
using testing::Fetch;
using testing::Head;
using testing::JsonPost;
using Reply = testing::HttpReply;
using TestClient = testing::HttpClient;

class GatewayFixture {
 public:
  GatewayFixture();

  // Starts with what was set before, and gives its address.
  const std::string& Start();

  // As at SIGTERM, without the time that requests are given to end.
  void Stop() { server_.reset(); }

  // Of one request on a connection of its own; starts the gateway.
  Reply Ask(const std::string& request);

  void AddPage(const std::string& path, absl::string_view content);

  // A cookie of who is logged in with `token`, as field `cookie`.
  std::string LoggedIn(const std::string& token) const;

  rpc::TestIdentities identities;
  FakeVerification verification;
  FakeReports reports;
  FakeAudit audit_of_verification;
  FakeAudit audit_of_reports;
  TestBackEnd verification_end;
  TestBackEnd report_end;
  config::v1::Gateway config;
  Limits limits;
  config::v1::PublicTls public_tls;  // unset: plain
  RequestRate rate{1000, 1000};
  token::Verifier* tokens = nullptr;  // null: the back ends alone check
  absl::Duration call_time = absl::Seconds(5);
  absl::Time now = absl::FromUnixSeconds(1'790'000'000);

 private:
  testing::TempDirectory portal_;
  std::vector<BackEnd> back_ends_;
  std::unique_ptr<RouteTable> routes_;
  std::unique_ptr<Pages> pages_;
  std::unique_ptr<crypto::Sealer> sealer_;
  std::unique_ptr<SessionCookie> cookie_;
  std::unique_ptr<Visitors> visitors_;
  std::unique_ptr<CallRules> rules_;
  std::unique_ptr<Api> api_;
  std::unique_ptr<Gateway> gateway_;
  std::unique_ptr<Server> server_;
  std::string address_;
};

// `Authorization: Bearer`, as a field.
std::string Bearer(absl::string_view token);

}  // namespace creditproof::gateway
