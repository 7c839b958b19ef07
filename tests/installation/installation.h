// A whole installation in a temporary folder: keys, configuration, the service
// processes, and the operator's tool to drive them.
#pragma once

#include <sys/resource.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "libs/testing/process.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::tests {

using Json = nlohmann::json;

// What a run of the tool with --json came to.
struct Outcome {
  int exit_status;
  Json json;         // the last object printed; null when there was none
  std::string text;  // errors
};

// Not thread-safe.
class Installation {
 public:
  // Starts all services and registers the sources `registry`, `penalties`,
  // `lists` and `national-push`. `followers` is the number of instances of
  // record-store, eligibility-check and verification each.
  explicit Installation(int followers = 1);

  // Names of the processes, such as "ingestion" and "record-store-2". Not the
  // gateway, which a test starts where it wants one.
  std::vector<std::string> names() const;

  // kill -9, and back again at the same address.
  void Kill(const std::string& name);
  void Restart(const std::string& name);

  // How long a file may become that the process writes from now on.
  void LimitFileSize(const std::string& name, rlim_t bytes) const;
  bool Running(const std::string& name);

  // What the process wrote to standard error so far.
  std::string Log(const std::string& name) const;

  // How much memory the process ever had at once, in bytes.
  std::uint64_t MostMemory(const std::string& name) const;

  // SIGTERM to all. Fails the test unless each ends with status 0.
  void Stop();

  // All again, with the same keys and data, at the same addresses.
  void Start();

  // The tool with the configuration of this installation and --json.
  Outcome Tool(const std::vector<std::string>& arguments) const;

  // Likewise in the hands of the second administrator, who approves.
  Outcome SecondTool(const std::vector<std::string>& arguments) const;

  // Likewise in the hands of the receiver `stock-exchange`.
  Outcome ReceiversTool(const std::vector<std::string>& arguments) const;

  // As Tool, again until it is not an error: after a restart the services find
  // each other within about a second.
  Outcome ToolOnceConnected(const std::vector<std::string>& arguments) const;

  // The tool, left to run.
  testing::Process ToolProcess(
      const std::vector<std::string>& arguments,
      const std::string& config = "client.textproto") const;

  // `show` of a subject once it is as it should be: record-store follows the
  // log at its own pace.
  Outcome ShowOnce(const std::string& code,
                   const std::function<bool(const Json&)>& is_right) const;

  // Delivers `content` as a file of this name, and says what came of it.
  Outcome Ingest(const std::string& file_name, const std::string& content,
                 const std::string& source) const;

  // A path below the folder for the test's own files.
  std::filesystem::path File(const std::string& name) const;
  const std::filesystem::path& directory() const { return directory_.path(); }

 private:
  void Launch(const std::string& name);
  std::string OfProcess(const std::string& name, const std::string& file) const;
  void WaitUntilServing(const std::vector<std::string>& services) const;

  testing::TempDirectory directory_;
  std::map<std::string, testing::Process> processes_;
};

// The outcome of a finished run of the tool.
Outcome Read(const testing::Ended& ended);

bool Contains(const std::string& text, const std::string& part);

// Whole files, for tests: abort when they cannot be read or written.
std::string ReadWhole(const std::filesystem::path& file);
void WriteWhole(const std::filesystem::path& file, const std::string& content);

// Where the sources of the project and its built programs are.
std::filesystem::path SourceFile(const std::string& name);
std::filesystem::path Binary(const std::string& name);

}  // namespace creditproof::tests
