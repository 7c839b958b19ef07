#include "services/eligibility_check/clean_index.h"

#include <algorithm>
#include <limits>

#include "absl/hash/hash.h"

namespace creditproof::eligibility_check {
namespace {

constexpr absl::CivilDay kEpoch(1970, 1, 1);
constexpr std::int32_t kUnknownDay = std::numeric_limits<std::int32_t>::min();
constexpr int kMaxByte = std::numeric_limits<std::uint8_t>::max();

template <typename Code>
Code ToCode(absl::string_view text) {
  Code code;
  std::copy_n(text.begin(), code.size(), code.begin());
  return code;
}

}  // namespace

std::optional<CleanIndex::Entry> CleanIndex::Pack(
    const StoredStanding& stored) {
  const policy::Standing& standing = stored.standing;
  if (!standing.records.empty() || standing.open_mismatches > 0 ||
      standing.operator_kind > kMaxByte || standing.status > kMaxByte) {
    return std::nullopt;
  }
  const bool founded = standing.founded != absl::CivilDay::min();
  return Entry{stored.changed_position,
               founded ? static_cast<std::int32_t>(standing.founded - kEpoch)
                       : kUnknownDay,
               standing.region,
               standing.open_holds,
               static_cast<std::uint8_t>(standing.operator_kind),
               static_cast<std::uint8_t>(standing.status),
               standing.registered,
               standing.barred};
}

StoredStanding CleanIndex::Unpack(const Entry& entry) {
  StoredStanding stored;
  stored.changed_position = entry.changed_position;
  policy::Standing& standing = stored.standing;
  standing.registered = entry.registered;
  standing.barred = entry.barred;
  standing.operator_kind =
      static_cast<record::v1::OperatorKind>(entry.operator_kind);
  standing.status = static_cast<record::v1::RegistrationStatus>(entry.status);
  standing.region = entry.region;
  standing.open_holds = entry.open_holds;
  if (entry.founded_day != kUnknownDay) {
    standing.founded = kEpoch + entry.founded_day;
  }
  return stored;
}

std::size_t CleanIndex::StripeOf(const Code& code) {
  return absl::HashOf(code) % kStripes;
}

void CleanIndex::Put(absl::string_view code, const StoredStanding& stored) {
  const Code key = ToCode<Code>(code);
  const std::optional<Entry> entry = Pack(stored);
  Stripe& stripe = stripes_[StripeOf(key)];
  const std::lock_guard lock(stripe.mutex);
  if (entry.has_value()) {
    stripe.entries.insert_or_assign(key, *entry);
  } else {
    stripe.entries.erase(key);
  }
}

std::optional<StoredStanding> CleanIndex::Find(absl::string_view code) const {
  const Code key = ToCode<Code>(code);
  const Stripe& stripe = stripes_[StripeOf(key)];
  const std::lock_guard lock(stripe.mutex);
  const auto found = stripe.entries.find(key);
  if (found == stripe.entries.end()) return std::nullopt;
  return Unpack(found->second);
}

}  // namespace creditproof::eligibility_check
