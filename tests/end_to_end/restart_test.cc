// What was there is there again after a stop, however the installation is run.
#include <signal.h>

#include <catch2/catch.hpp>

#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"
#include "tests/installation/wait.h"

namespace creditproof::tests {
namespace {

using testing::Process;
using testing::Run;
using testing::TempDirectory;

const std::string kCode = "91230103TE00000103";

TEST_CASE("A stopped installation starts again with all its data") {
  Installation installation;
  const auto pdf = installation.File("report.pdf");
  REQUIRE(
      installation.Ingest("registry.csv", Csv({Registered(kCode)}), "registry")
          .exit_status == 0);
  REQUIRE(installation
              .Ingest("other.csv", Csv({Penalty("91230199TE00000292")}),
                      "penalties")
              .exit_status == 0);
  const Outcome issued =
      installation.Tool({"issue", kCode, "--scenario", "其他类", "--out", pdf});
  INFO(issued.text << issued.json.dump());
  REQUIRE(issued.exit_status == 0);

  installation.Stop();
  installation.Start();

  CHECK(installation.Tool({"check", kCode}).exit_status == 0);
  CHECK(installation.Tool({"verify", pdf}).exit_status == 0);
  installation.ShowOnce(
      kCode, [](const Json& json) { return json["registered"] == true; });
  const Outcome again = installation.Tool(
      {"ingest", installation.File("registry.csv"), "--source", "registry"});
  CHECK(again.exit_status == 0);
}

// deploy/local/up, as tools/demo --serve runs it.
class Served {
 public:
  explicit Served(const std::filesystem::path& folder)
      : folder_(folder),
        up_({SourceFile("deploy/local/up"), folder,
             Binary("creditproof").parent_path()}) {
    WaitUntil("ready", [&] {
      return std::filesystem::exists(folder_ / "ready") || !up_.Running();
    });
    REQUIRE(up_.Running());
  }

  Outcome Tool(std::vector<std::string> arguments) const {
    std::vector<std::string> command = {Binary("creditproof"), "--json",
                                        "--config",
                                        folder_ / "client.textproto"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return Read(Run(command));
  }

  // The pids of the services, the gateway and the identity provider.
  std::vector<pid_t> pids() const {
    std::vector<pid_t> pids;
    for (const auto& entry :
         std::filesystem::directory_iterator(folder_ / "run")) {
      pids.push_back(std::stoi(ReadWhole(entry.path())));
    }
    return pids;
  }

  int Stop(int signal) {
    up_.Signal(signal);
    return up_.Wait().exit_status;
  }

 private:
  std::filesystem::path folder_;
  Process up_;
};

TEST_CASE("The launcher leaves no process behind, and finds its data again") {
  const TempDirectory folder;
  const auto file = folder.path() / "registry.csv";
  WriteWhole(file, Csv({Registered(kCode)}));
  {
    Served served(folder.path());
    REQUIRE(served.Tool({"ingest", file, "--source", "registry"}).exit_status ==
            0);
    const std::vector<pid_t> pids = served.pids();
    REQUIRE(pids.size() == 7);
    CHECK(served.Stop(SIGTERM) == 0);
    for (const pid_t pid : pids) CHECK(kill(pid, 0) != 0);
    CHECK_FALSE(std::filesystem::exists(folder.path() / "ready"));
  }
  Served served(folder.path());
  WriteWhole(file, Csv({Registered(kCode)}) + "\r\n");  // another delivery
  const Outcome again = served.Tool({"ingest", file, "--source", "registry"});
  INFO(again.text << again.json.dump());
  CHECK(again.json["rows"] == Json{{"UNCHANGED", 1}});
  CHECK(served.Stop(SIGINT) == 0);
}

}  // namespace
}  // namespace creditproof::tests
