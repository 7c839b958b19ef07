// What bench report runs against: a whole installation, every service a process
// of its own, over mutual TLS.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/testing/process.h"
#include "libs/testing/temp_directory.h"
#include "tools/datagen/rows.h"

namespace creditproof::tool {

// A file of the sources that this program was built from.
std::filesystem::path SourceFile(const std::string& name);

// Where this program and those of the services are.
std::string ProgramFolder();

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

  // The configuration of the operator's tool.
  std::string client_config() const;

  // How much memory a service ever had at once, in bytes.
  absl::StatusOr<double> MostMemory(const std::string& service) const;

 private:
  absl::Status Deliver(const datagen::Plan& plan, std::uint64_t rows,
                       const std::string& source) const;

  const testing::TempDirectory folder_;
  const std::filesystem::path running_ = folder_.path() / "installation";
  testing::Process up_{
      {SourceFile("deploy/local/up"), running_, ProgramFolder()}};
};

}  // namespace creditproof::tool
