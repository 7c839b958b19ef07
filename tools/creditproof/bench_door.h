// A gateway before a whole installation, and a report to ask it about.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "creditproof/config/v1/config.pb.h"
#include "creditproof/report/v1/report_service.pb.h"
#include "libs/testing/process.h"
#include "tools/creditproof/bench_installation.h"
#include "tools/creditproof/bench_listen.h"

namespace creditproof::tool {

// Stopped when this object ends. Not thread-safe.
class BenchDoor {
 public:
  // Starts the installation and the gateway, and has a report issued to a
  // business that logs in. The gateway is one beside the installation's, with
  // its configuration and no limits but that of all connections: everything
  // comes from one address here.
  absl::Status Start();

  // Where the gateway is, and its process.
  const std::string& address() const { return config_.address(); }
  pid_t process() const { return gateway_->pid(); }

  const BenchInstallation& installation() const { return installation_; }
  const report::v1::Report& report() const { return report_; }

  // Of the business whose report it is.
  const std::string& access_token() const { return access_token_; }

  // How the gateway comes to its back ends; file names are relative to
  // config_folder().
  const config::v1::Gateway& config() const { return config_; }
  std::filesystem::path config_folder() const;

  // One of them, `name`, to the gateway. There is one.
  const config::v1::Peer& BackEnd(const std::string& name) const;
  absl::StatusOr<Target> TargetOf(const std::string& name) const;

 private:
  absl::Status Issue();
  absl::Status LogIn();
  absl::Status StartGateway();

  BenchInstallation installation_;
  report::v1::Report report_;
  std::string access_token_;
  config::v1::Gateway config_;
  std::optional<testing::Process> gateway_;
};

// Waits until `server` serves `address`. Fails with UNAVAILABLE when it ends
// instead.
absl::Status AwaitListening(testing::Process& server,
                            const std::string& address);

}  // namespace creditproof::tool
