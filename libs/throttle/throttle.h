// How often somebody may do something: the generic cell rate algorithm (ITU-T
// I.371 Annex A), which keeps one moment for each of them.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace creditproof::throttle {

struct Rate {
  absl::Duration interval;  // one more each, in the long run; above zero
  int burst;                // as many at once; 1 or more
};

// Thread-safe. Times are those of one clock that does not go back by much.
class Throttle {
 public:
  // Keeps the moments of at most `most_keys` (1 or more) that owe time. Others
  // who come meanwhile share one, so that nobody gains by inventing names.
  Throttle(Rate rate, std::size_t most_keys)
      : rate_(rate), most_keys_(most_keys) {}

  // Zero when `key` may do it at `now`; else how long it has to wait.
  absl::Duration Wait(absl::string_view key, absl::Time now) const;

  // Whether `key` did it so lately that it owes time.
  bool Owes(absl::string_view key, absl::Time now) const;

  // Counts that `key` did it at `now`, whether it might or not.
  void Charge(absl::string_view key, absl::Time now);

  // Both in one step: charges only who may.
  absl::Duration Take(absl::string_view key, absl::Time now);

  // How many keys owe time, those included that have paid by now.
  std::size_t keys() const;

 private:
  absl::Duration WaitLocked(absl::string_view key, absl::Time now) const;
  void ChargeLocked(absl::string_view key, absl::Time now);
  absl::string_view Shared(absl::string_view key) const;

  const Rate rate_;
  const std::size_t most_keys_;
  mutable std::mutex mutex_;
  // By key the moment when it owes nothing any more. Guarded by mutex_.
  absl::flat_hash_map<std::string, absl::Time> free_;
};

}  // namespace creditproof::throttle
