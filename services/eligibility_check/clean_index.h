// The subjects without records, in memory: what nearly every check asks about.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <optional>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "libs/credit_code/credit_code.h"
#include "services/eligibility_check/stored.h"

namespace creditproof::eligibility_check {

// Holds exactly the stored standings that have neither records nor open
// mismatches, under the whole code (with fingerprints a collision would be a
// false clean). About 60 bytes a
// subject. Thread-safe.
class CleanIndex {
 public:
  // `stored` is what the store now holds of `code`.
  void Put(absl::string_view code, const StoredStanding& stored);

  // Nullopt when the store has to be asked.
  std::optional<StoredStanding> Find(absl::string_view code) const;

 private:
  using Code = std::array<char, CreditCode::kLength>;

  // A Standing without records.
  struct Entry {
    std::uint64_t changed_position;
    std::int32_t founded_day;  // since 1970; the least value for unknown
    std::uint32_t region;
    std::uint32_t open_holds;
    std::uint8_t operator_kind;
    std::uint8_t status;
    bool registered;
    bool barred;
  };

  // Many locks, so that a check seldom waits for another one.
  struct Stripe {
    mutable std::mutex mutex;
    absl::flat_hash_map<Code, Entry> entries;  // guarded by mutex
  };

  static std::optional<Entry> Pack(const StoredStanding& stored);
  static StoredStanding Unpack(const Entry& entry);
  static std::size_t StripeOf(const Code& code);

  static constexpr std::size_t kStripes = 64;
  std::array<Stripe, kStripes> stripes_;
};

}  // namespace creditproof::eligibility_check
