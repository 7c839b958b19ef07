#include "tests/installation/wait.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

namespace creditproof::tests {

void WaitUntil(const std::string& what,
               const std::function<bool()>& condition) {
  using std::chrono::steady_clock;
  const auto deadline = steady_clock::now() + std::chrono::minutes(2);
  while (!condition()) {
    if (steady_clock::now() > deadline) FAIL("still waiting: " << what);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

}  // namespace creditproof::tests
