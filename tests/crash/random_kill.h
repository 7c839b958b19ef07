// kill -9 of a service at a random moment.
#pragma once

#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "tests/installation/installation.h"

namespace creditproof::tests {

// The same seed gives the same victims and moments.
class RandomKill {
 public:
  explicit RandomKill(std::uint32_t seed) : random_(seed) {}

  // Starts the tool with `arguments`, kills one of `victims` (names of
  // processes) at some moment within `span` after that, waits for the tool's
  // end and brings the service back. What the tool said meanwhile.
  Outcome During(Installation& installation,
                 const std::vector<std::string>& arguments,
                 const std::vector<std::string>& victims,
                 std::chrono::microseconds span);

 private:
  std::mt19937 random_;
};

// How long the tool takes when nobody is killed. Fails the test unless it ends
// with status 0.
std::chrono::microseconds Undisturbed(
    const Installation& installation,
    const std::vector<std::string>& arguments);

}  // namespace creditproof::tests
