// The deliveries that are under way in this process.
#pragma once

#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace creditproof::ingestion {

// Thread-safe.
class InProgress {
 public:
  // Says that a delivery is over when it goes.
  class Turn {
   public:
    Turn(InProgress& deliveries, std::string key);
    ~Turn();
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    InProgress& deliveries_;
    const std::string key_;
  };

  // `key` stands for the delivery, `name` is how errors call it. Fails with
  // ALREADY_EXISTS (DELIVERY_IN_PROGRESS).
  absl::StatusOr<std::unique_ptr<Turn>> Begin(const std::string& key,
                                              absl::string_view name);

 private:
  std::mutex mutex_;
  std::set<std::string> keys_;  // guarded by mutex_
};

}  // namespace creditproof::ingestion
