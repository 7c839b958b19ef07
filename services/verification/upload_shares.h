// How many uploads each client, and each of its visitors, has at a time, so
// that nobody takes all the places.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "libs/rpc/authorizer.h"

namespace creditproof::verification {

// Thread-safe. Must outlive the places that it gave.
class UploadShares {
 public:
  // All at a time: each waits on a thread of its own and holds up to 5 MiB.
  static constexpr int kAll = 16;
  static constexpr int kOfClient = kAll / 2;
  static constexpr int kOfVisitor = 2;

  struct GiveBack {
    UploadShares* shares;
    void operator()(const rpc::Caller* caller) const;
  };
  // To be held while the caller's upload is in progress.
  using Place = std::unique_ptr<const rpc::Caller, GiveBack>;

  // Fails with RESOURCE_EXHAUSTED (OVERLOADED) when the caller has its share.
  absl::StatusOr<Place> Take(const rpc::Caller& caller);

 private:
  using Taken = absl::flat_hash_map<std::string, int>;

  static bool TakeOne(absl::string_view who, int most, Taken& taken);
  static void GiveOne(absl::string_view who, Taken& taken);

  std::mutex mutex_;
  Taken by_clients_;   // guarded by mutex_
  Taken by_visitors_;  // likewise
};

}  // namespace creditproof::verification
