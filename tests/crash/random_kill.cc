#include "tests/crash/random_kill.h"

#include <catch2/catch.hpp>
#include <thread>

namespace creditproof::tests {

Outcome RandomKill::During(Installation& installation,
                           const std::vector<std::string>& arguments,
                           const std::vector<std::string>& victims,
                           std::chrono::microseconds span) {
  const std::string& victim = victims[random_() % victims.size()];
  const std::chrono::microseconds moment(static_cast<std::int64_t>(random_()) %
                                         span.count());
  testing::Process tool = installation.ToolProcess(arguments);
  std::this_thread::sleep_for(moment);
  installation.Kill(victim);
  Outcome outcome = Read(tool.Wait());
  installation.Restart(victim);
  return outcome;
}

std::chrono::microseconds Undisturbed(
    const Installation& installation,
    const std::vector<std::string>& arguments) {
  using std::chrono::steady_clock;
  const auto start = steady_clock::now();
  const Outcome outcome = installation.Tool(arguments);
  const auto end = steady_clock::now();
  INFO(outcome.text);
  REQUIRE(outcome.exit_status == 0);
  return std::chrono::duration_cast<std::chrono::microseconds>(end - start);
}

}  // namespace creditproof::tests
