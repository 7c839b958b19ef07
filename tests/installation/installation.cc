#include "tests/installation/installation.h"

#include <signal.h>

#include <catch2/catch.hpp>
#include <sstream>

#include "absl/algorithm/container.h"
#include "libs/base/files.h"
#include "tests/installation/wait.h"

namespace creditproof::tests {
namespace {

using testing::Ended;
using testing::Process;
using testing::Run;

// "record-store" of "record-store-2".
std::string ServiceOf(std::string name) {
  if (isdigit(static_cast<unsigned char>(name.back())) != 0) {
    name.resize(name.size() - 2);
  }
  return name;
}

// Fails the test when `command` fails.
void MustRun(std::vector<std::string> command) {
  const Ended ended = Run(std::move(command));
  INFO(ended.out << ended.err);
  REQUIRE(ended.exit_status == 0);
}

}  // namespace

std::filesystem::path SourceFile(const std::string& name) {
  return std::filesystem::path(SOURCE_DIRECTORY) / name;
}

std::filesystem::path Binary(const std::string& name) {
  return std::filesystem::path(BINARY_DIRECTORY) / name;
}

std::string ReadWhole(const std::filesystem::path& file) {
  return base::ReadFile(file).value();
}

void WriteWhole(const std::filesystem::path& file, const std::string& content) {
  const absl::Status status = base::WriteFile(file, content);
  INFO(status);
  REQUIRE(status.ok());
}

bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Outcome Read(const Ended& ended) {
  Outcome outcome{ended.exit_status, nullptr, ended.err};
  std::istringstream lines(ended.out);
  for (std::string line; std::getline(lines, line);) {
    outcome.json = Json::parse(line);
  }
  return outcome;
}

Installation::Installation(int followers) {
  MustRun({SourceFile("deploy/local/configure"), directory(),
           std::to_string(followers)});
  Start();
  MustRun({SourceFile("deploy/local/sources"), directory(), BINARY_DIRECTORY});
}

std::vector<std::string> Installation::names() const {
  std::vector<std::string> names;
  for (const auto& entry :
       std::filesystem::directory_iterator(directory() / "config")) {
    const std::string name = entry.path().stem();
    if (entry.is_regular_file() && name != "gateway") names.push_back(name);
  }
  return names;
}

void Installation::Start() {
  // Each after those that it calls: nobody then waits to connect again.
  for (const std::vector<std::string>& services :
       {std::vector<std::string>{"ingestion"},
        {"record-store"},
        {"eligibility-check", "verification"},
        {"report-rendering"}}) {
    for (const std::string& name : names()) {
      if (absl::c_linear_search(services, ServiceOf(name))) Launch(name);
    }
    WaitUntilServing(services);
  }
}

void Installation::Launch(const std::string& name) {
  processes_.emplace(name,
                     Process({Binary("creditproof-" + ServiceOf(name)),
                              directory() / "config" / (name + ".textproto")}));
}

void Installation::WaitUntilServing(
    const std::vector<std::string>& services) const {
  std::vector<std::string> status = {"status"};
  status.insert(status.end(), services.begin(), services.end());
  WaitUntil("services serve", [&] { return Tool(status).exit_status == 0; });
}

void Installation::Kill(const std::string& name) {
  Process& process = processes_.at(name);
  process.Signal(SIGKILL);
  process.Wait();
  processes_.erase(name);
}

void Installation::Restart(const std::string& name) {
  Launch(name);
  WaitUntilServing({});
}

void Installation::LimitFileSize(const std::string& name, rlim_t bytes) const {
  const rlimit limit{bytes, RLIM_INFINITY};
  REQUIRE(prlimit(processes_.at(name).pid(), RLIMIT_FSIZE, &limit, nullptr) ==
          0);
}

bool Installation::Running(const std::string& name) {
  return processes_.at(name).Running();
}

std::string Installation::OfProcess(const std::string& name,
                                    const std::string& file) const {
  return ReadWhole(std::filesystem::path("/proc") /
                   std::to_string(processes_.at(name).pid()) / file);
}

std::string Installation::Log(const std::string& name) const {
  return OfProcess(name, "fd/2");
}

std::uint64_t Installation::MostMemory(const std::string& name) const {
  const std::string status = OfProcess(name, "status");
  const std::string key = "VmHWM:";
  return std::stoull(status.substr(status.find(key) + key.size())) * 1024;
}

void Installation::Stop() {
  for (auto& [name, process] : processes_) process.Signal(SIGTERM);
  for (auto& [name, process] : processes_) {
    const Ended& ended = process.Wait();
    INFO(name << ": " << ended.err);
    CHECK(ended.exit_status == 0);
  }
  processes_.clear();
}

Process Installation::ToolProcess(const std::vector<std::string>& arguments,
                                  const std::string& config) const {
  std::vector<std::string> command = {Binary("creditproof"), "--json",
                                      "--config", directory() / config};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return Process(std::move(command));
}

Outcome Installation::Tool(const std::vector<std::string>& arguments) const {
  return Read(ToolProcess(arguments).Wait());
}

Outcome Installation::SecondTool(
    const std::vector<std::string>& arguments) const {
  return Read(ToolProcess(arguments, "second-client.textproto").Wait());
}

Outcome Installation::ReceiversTool(
    const std::vector<std::string>& arguments) const {
  return Read(ToolProcess(arguments, "receiver.textproto").Wait());
}

Outcome Installation::ToolOnceConnected(
    const std::vector<std::string>& arguments) const {
  Outcome outcome{};
  WaitUntil(arguments.front() + " is answered", [&] {
    outcome = Tool(arguments);
    return outcome.exit_status != 1;
  });
  return outcome;
}

Outcome Installation::ShowOnce(
    const std::string& code,
    const std::function<bool(const Json&)>& is_right) const {
  Outcome shown{};
  WaitUntil("record-store has caught up about " + code, [&] {
    shown = Tool({"show", code});
    return shown.exit_status == 0 && is_right(shown.json);
  });
  return shown;
}

Outcome Installation::Ingest(const std::string& file_name,
                             const std::string& content,
                             const std::string& source) const {
  WriteWhole(File(file_name), content);
  return Tool({"ingest", File(file_name), "--source", source});
}

std::filesystem::path Installation::File(const std::string& name) const {
  const std::filesystem::path folder = directory() / "files";
  std::filesystem::create_directory(folder);
  return folder / name;
}

}  // namespace creditproof::tests
