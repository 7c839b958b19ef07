// What bench report and bench gateway run against: a whole installation, every
// service a process of its own, over mutual TLS.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "creditproof/config/v1/config.pb.h"
#include "libs/testing/process.h"
#include "libs/testing/temp_directory.h"
#include "tools/creditproof/bench_listen.h"
#include "tools/datagen/rows.h"

namespace creditproof::tool {

// A file of the sources that this program was built from.
std::filesystem::path SourceFile(const std::string& name);

// Where this program and those of the services are.
std::string ProgramFolder();

// The first instance of a service, to somebody who goes by `tls`, whose file
// names are relative to `folder`. Fails with NOT_FOUND (a TLS file).
absl::StatusOr<Target> TargetOf(const config::v1::Peer& peer,
                                const config::v1::Tls& tls,
                                const std::filesystem::path& folder);

// Stopped when this object ends. Not thread-safe.
class BenchInstallation {
 public:
  ~BenchInstallation();

  // Starts everything, with fresh keys, and waits until it serves.
  absl::Status Start();

  // Delivers that many registrations and, so that every area is looked at, a
  // penalty of the first subject. Returns the codes of those that may have a
  // report.
  absl::StatusOr<std::vector<std::string>> Register(
      std::uint64_t subjects) const;

  // Delivers a file, beside which what comes back of it is written. Fails
  // unless all of its rows are taken.
  absl::Status Deliver(const std::filesystem::path& file,
                       const std::string& source) const;

  // Where everything of it is; see deploy/local/configure.
  const std::filesystem::path& folder() const { return running_; }

  // The configuration of the operator's tool.
  std::string client_config() const;

  absl::StatusOr<pid_t> Pid(const std::string& service) const;

 private:
  absl::Status DeliverRows(const datagen::Plan& plan, std::uint64_t rows,
                           const std::string& source) const;

  const testing::TempDirectory folder_;
  const std::filesystem::path running_ = folder_.path() / "installation";
  testing::Process up_{
      {SourceFile("deploy/local/up"), running_, ProgramFolder()}};
};

}  // namespace creditproof::tool
