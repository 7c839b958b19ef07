// How often each report was presented to be verified, by day, channel and
// verdict, and nothing of who presented it.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "absl/container/btree_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/verification/v1/presentation_service.pb.h"
#include "libs/claim/report_number.h"
#include "libs/kv/store.h"

namespace creditproof::verification {

// Counted in memory, and written each second and at destruction, so that a
// verification waits for no disk: a crash, or a write that fails, loses what
// was counted in the last second, never what was written. Thread-safe.
//
// Layout: number || "/" || date -> PresentationDay.
class Presentations {
 public:
  static constexpr int kMostDays = 100;  // told of a report

  // `store` must outlive this object.
  Presentations(kv::Store& store, kv::Family family);
  ~Presentations();

  // `number` is a registered report's.
  void Add(const claim::ReportNumber& number,
           v1::PresentationCount::Channel channel,
           v1::Authenticity authenticity, absl::Time now);

  // Those counted so far.
  absl::StatusOr<v1::Presentations> Of(const claim::ReportNumber& number) const;

  // Writes what was counted so far. Not synced.
  absl::Status Write();

 private:
  using Alike = std::pair<v1::PresentationCount::Channel, v1::Authenticity>;
  struct Tally {
    std::int64_t count = 0;
    absl::Time last = absl::InfinitePast();
  };
  using Day = std::map<Alike, Tally>;
  using Days = absl::btree_map<std::string, Day>;  // by key

  static void AddTo(const Day& day, v1::PresentationDay& stored);
  absl::StatusOr<v1::PresentationDay> Read(const std::string& key) const;
  absl::Status WriteDays(const Days& days);
  void Run(const std::stop_token& stop);

  kv::Store& store_;
  const kv::Family family_;
  mutable std::mutex writing_;  // held while days are read and written
  mutable std::mutex mutex_;
  Days counted_;  // not yet being written; guarded by mutex_
  std::condition_variable_any stopped_;
  std::jthread thread_;  // last: it uses the above
};

}  // namespace creditproof::verification
