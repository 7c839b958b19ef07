#include "services/eligibility_check/clean_index.h"

#include <algorithm>
#include <limits>
#include <mutex>

#include "libs/credit_code/credit_code.h"

namespace creditproof::eligibility_check {
namespace {

constexpr absl::CivilDay kDayBeforeFirst(1899, 12, 31);
constexpr std::uint16_t kUnknownDay = 0;
constexpr std::int64_t kMostDays = std::numeric_limits<std::uint16_t>::max();

// How many slots are fetched from memory at the same time.
constexpr std::size_t kGroup = 32;

bool IsClean(const policy::Standing& standing) {
  return standing.registered && !standing.barred_until &&
         standing.records.empty() && standing.open_holds == 0 &&
         standing.open_mismatches == 0;
}

// Nullopt for a day that has no number.
std::optional<std::uint16_t> NumberOf(absl::CivilDay founded) {
  if (founded == absl::CivilDay::min()) return kUnknownDay;
  const std::int64_t days = founded - kDayBeforeFirst;
  if (days <= 0 || days > kMostDays) return std::nullopt;
  return static_cast<std::uint16_t>(days);
}

}  // namespace

std::optional<CleanEntry> CleanIndex::EntryOf(std::uint32_t partition,
                                              const StoredStanding& stored) {
  const policy::Standing& standing = stored.standing;
  const std::optional<std::uint16_t> founded = NumberOf(standing.founded);
  if (!IsClean(standing) || !founded.has_value() ||
      stored.changed_position == 0 ||
      stored.changed_position > CleanEntry::kMostPosition) {
    return std::nullopt;
  }
  const std::optional<std::uint32_t> class_id = classes_.IdOf(
      {partition, standing.operator_kind, standing.status, standing.region},
      CleanEntry::kMostClass);
  if (!class_id.has_value()) return std::nullopt;
  if (*class_id >= class_count_) class_count_ = *class_id + 1;
  return CleanEntry{stored.changed_position, *class_id, *founded};
}

void CleanIndex::Put(absl::string_view code, std::uint32_t partition,
                     const StoredStanding& stored) {
  const std::optional<PackedCode> key = PackCode(code);
  if (!key.has_value()) return;
  const std::size_t place = TableOf(*key);
  const std::lock_guard lock(readers_);
  const std::optional<CleanEntry> entry = EntryOf(partition, stored);
  if (entry.has_value()) {
    tables_[place].Put(*key, *entry);
  } else {
    tables_[place].Erase(*key);
  }
}

std::optional<StoredStanding> CleanIndex::Find(absl::string_view code) const {
  const std::optional<PackedCode> key = PackCode(code);
  if (!key.has_value()) return std::nullopt;
  std::optional<CleanEntry> entry;
  StoredStanding stored;
  {
    const std::lock_guard lock(readers_.mine());
    entry = tables_[TableOf(*key)].Find(*key);
    if (!entry.has_value()) return std::nullopt;
    stored.standing = classes_[entry->class_id].Standing();
  }
  stored.changed_position = entry->changed_position;
  if (entry->founded != kUnknownDay) {
    stored.standing.founded = kDayBeforeFirst + entry->founded;
  }
  return stored;
}

void CleanIndex::FindAll(absl::string_view codes,
                         absl::Span<Found> found) const {
  std::array<std::optional<PackedCode>, kGroup> keys;
  for (std::size_t start = 0; start < found.size(); start += kGroup) {
    const std::size_t count = std::min(kGroup, found.size() - start);
    for (std::size_t i = 0; i < count; ++i) {
      keys[i] = PackCode(
          codes.substr((start + i) * CreditCode::kLength, CreditCode::kLength));
    }
    const std::lock_guard lock(readers_.mine());
    for (std::size_t i = 0; i < count; ++i) {
      if (keys[i].has_value()) tables_[TableOf(*keys[i])].Prefetch(*keys[i]);
    }
    for (std::size_t i = 0; i < count; ++i) {
      found[start + i] = {};
      if (!keys[i].has_value()) continue;
      const auto entry = tables_[TableOf(*keys[i])].FindUndated(*keys[i]);
      if (!entry.has_value()) continue;
      found[start + i] = {entry->class_id, entry->changed_position};
    }
  }
}

SubjectClass CleanIndex::ClassOf(std::uint32_t class_id) const {
  const std::lock_guard lock(readers_.mine());
  return classes_[class_id];
}

CleanIndex::Size CleanIndex::MeasureSize() const {
  const std::lock_guard lock(readers_.mine());
  Size size{0, sizeof *this};
  for (const CleanTable& table : tables_) {
    size.subjects += table.size();
    size.bytes += table.bytes();
  }
  return size;
}

}  // namespace creditproof::eligibility_check
