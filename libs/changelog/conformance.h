// What every engine of the change log must do. For tests.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "libs/changelog/change_log.h"

namespace creditproof::changelog {

constexpr std::uint32_t kPartitions = 4;

// A log of kPartitions partitions, empty at first.
class LogUnderTest {
 public:
  virtual ~LogUnderTest() = default;
  virtual ChangeLog& log() = 0;
  virtual void Reopen() = 0;  // closes it in good order and opens it again
};

// Checks, in sections of the TEST_CASE that calls it.
void CheckConformance(
    const std::function<std::unique_ptr<LogUnderTest>()>& make);

// Checks that positions are dense and that the running digest, worked out
// independently, is right. Returns all entries of `partition`.
std::vector<LogEntry> ReadVerified(const ChangeLog& log,
                                   std::uint32_t partition);

}  // namespace creditproof::changelog
