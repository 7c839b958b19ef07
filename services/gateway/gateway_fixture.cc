#include "services/gateway/gateway_fixture.h"

#include <catch2/catch.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/base/files.h"
#include "libs/crypto/sealer.h"
#include "services/gateway/config.h"
#include "services/gateway/own_paths.h"

namespace creditproof::gateway {
namespace {

constexpr std::uint32_t kPartitions = 16;

void AddBackEnd(config::v1::Gateway& config, const std::string& name,
                const std::string& address,
                std::initializer_list<const char*> services) {
  config::v1::BackEnd& back_end = *config.add_back_ends();
  back_end.set_name(name);
  back_end.mutable_peer()->set_certificate_name("back-end.creditproof");
  back_end.mutable_peer()->add_instances()->set_address(address);
  for (const char* service : services) back_end.add_services(service);
}

}  // namespace

GatewayFixture::GatewayFixture()
    : verification_end(identities, {&verification, &audit_of_verification}),
      report_end(identities, {&reports, &audit_of_reports}) {
  *config.mutable_tls() = identities.Make("gateway.creditproof");
  config.set_partition_count(kPartitions);
  AddBackEnd(config, "verification", verification_end.address(),
             {"creditproof.verification.v1.VerificationService",
              "creditproof.audit.v1.AuditService"});
  AddBackEnd(config, "report-rendering", report_end.address(),
             {"creditproof.report.v1.ReportService",
              "creditproof.audit.v1.AuditService"});
  auto sealer = crypto::Sealer::FromKeyFile(*crypto::Sealer::GenerateKeyFile());
  REQUIRE(sealer.ok());
  sealer_ = std::make_unique<crypto::Sealer>(*std::move(sealer));
  cookie_ = std::make_unique<SessionCookie>(*sealer_, false);
  AddPage("index.html", "<!doctype html><title>index</title>");
}

void GatewayFixture::AddPage(const std::string& path,
                             absl::string_view content) {
  const auto file = portal_.path() / path;
  std::filesystem::create_directories(file.parent_path());
  REQUIRE(base::WriteFile(file, content).ok());
}

const std::string& GatewayFixture::Start() {
  if (server_) return address_;
  auto back_ends = MakeBackEnds(config, identities.folder());
  REQUIRE(back_ends.ok());
  back_ends_ = *std::move(back_ends);
  auto routes = RouteTable::Make(back_ends_);
  REQUIRE(routes.ok());
  routes_ = std::make_unique<RouteTable>(*std::move(routes));
  pages_ = std::make_unique<Pages>(*Pages::Load(portal_.path()));
  visitors_ = std::make_unique<Visitors>(*cookie_, [this] { return now; });
  rules_ = std::make_unique<CallRules>(call_time, "a key");
  api_ = std::make_unique<Api>(Api::Parts{
      *routes_, *visitors_, [](const rpc::CallRecord&) {}, *rules_, tokens});
  gateway_ = std::make_unique<Gateway>(*api_, *pages_, *visitors_, rate,
                                       [this] { return now; });
  AddHealth(*gateway_);
  Listener listener;
  listener.address = "127.0.0.1:0";
  listener.limits = limits;
  listener.fields = SecurityFields(false, {});
  if (!public_tls.cert_file().empty()) {
    const auto& folder = identities.folder();
    listener.certificates = *base::ReadFile(folder / public_tls.cert_file());
    listener.private_key = *base::ReadFile(folder / public_tls.key_file());
  }
  auto server = Server::Start(std::move(listener), [this](const Request& head) {
    return gateway_->Find(head);
  });
  REQUIRE(server.ok());
  server_ = *std::move(server);
  return address_ = server_->address();
}

Reply GatewayFixture::Ask(const std::string& request) {
  return Fetch(Start(), request);
}

std::string GatewayFixture::LoggedIn(const std::string& token) const {
  const std::string set = cookie_->Begin({token, now + absl::Minutes(10)}, now);
  const std::vector<std::string> parts = absl::StrSplit(set, ';');
  return absl::StrCat("cookie: other=1; ", parts[0], "\r\n");
}

std::string Bearer(absl::string_view token) {
  return absl::StrCat("authorization: Bearer ", token, "\r\n");
}

}  // namespace creditproof::gateway
