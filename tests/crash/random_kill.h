// kill -9 of a service at a random moment.
#pragma once

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
  // processes) within `longest_ms` after that, waits for the tool's end and
  // brings the service back. What the tool said meanwhile.
  Outcome During(Installation& installation,
                 const std::vector<std::string>& arguments,
                 const std::vector<std::string>& victims, int longest_ms);

 private:
  std::mt19937 random_;
};

// Runs the tool until it ends with status 0, as an operator would who was told
// that nothing is lost. Fails the test when that takes forever.
Outcome Retry(const Installation& installation,
              const std::vector<std::string>& arguments);

}  // namespace creditproof::tests
