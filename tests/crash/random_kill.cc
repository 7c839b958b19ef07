#include "tests/crash/random_kill.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "tests/installation/wait.h"

namespace creditproof::tests {

Outcome RandomKill::During(Installation& installation,
                           const std::vector<std::string>& arguments,
                           const std::vector<std::string>& victims,
                           int longest_ms) {
  const std::string& victim = victims[random_() % victims.size()];
  const std::chrono::microseconds moment(
      random_() % (1000U * static_cast<unsigned>(longest_ms)));
  testing::Process tool = installation.ToolProcess(arguments);
  std::this_thread::sleep_for(moment);
  installation.Kill(victim);
  Outcome outcome = Read(tool.Wait());
  installation.Restart(victim);
  return outcome;
}

Outcome Retry(const Installation& installation,
              const std::vector<std::string>& arguments) {
  Outcome outcome{};
  WaitUntil("a retry succeeds", [&] {
    outcome = installation.Tool(arguments);
    return outcome.exit_status == 0;
  });
  return outcome;
}

}  // namespace creditproof::tests
