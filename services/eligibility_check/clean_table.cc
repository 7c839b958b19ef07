#include "services/eligibility_check/clean_table.h"

#include <algorithm>
#include <utility>

namespace creditproof::eligibility_check {
namespace {

constexpr std::uint32_t kFewestSlots = 2;

// At most 18 of 25 slots are taken, 14.4 after growing by a quarter. One is
// always empty, where a search ends.
constexpr bool IsFull(std::uint64_t size, std::uint64_t slots) {
  return size * 25 > slots * 18 || size >= slots;
}

}  // namespace

CleanTable::Slot CleanTable::Slot::Of(const PackedCode& code,
                                      const CleanEntry& entry) {
  const std::uint64_t class_id = entry.class_id;
  return {code.high << kBitsSpent | (class_id & kClassBits),
          std::uint64_t{code.low} << 48 | class_id >> kBitsSpent << 40 |
              entry.changed_position};
}

void CleanTable::Put(const PackedCode& code, const CleanEntry& entry) {
  const Slot slot = Slot::Of(code, entry);
  const std::uint32_t known = PlaceOf(code);
  if (known != kNowhere) {
    slots_[known] = slot;
    founded_[known] = entry.founded;
    return;
  }
  if (IsFull(size_ + 1, slot_count_)) Grow();
  Insert({slot, entry.founded});
  ++size_;
}

void CleanTable::Insert(Whole whole) {
  std::uint32_t place = HomeOfFront(whole.slot.front);
  for (std::uint32_t distance = 0; !slots_[place].empty(); ++distance) {
    const std::uint32_t nearer = DistanceAt(place);
    if (nearer < distance) {
      std::swap(whole.slot, slots_[place]);
      std::swap(whole.founded, founded_[place]);
      distance = nearer;
    }
    place = Next(place);
  }
  slots_[place] = whole.slot;
  founded_[place] = whole.founded;
}

void CleanTable::Erase(const PackedCode& code) {
  std::uint32_t place = PlaceOf(code);
  if (place == kNowhere) return;
  std::uint32_t next = Next(place);
  while (!slots_[next].empty() && DistanceAt(next) > 0) {
    slots_[place] = slots_[next];
    founded_[place] = founded_[next];
    place = next;
    next = Next(place);
  }
  slots_[place] = Slot{};
  --size_;
}

void CleanTable::Grow() {
  const std::uint32_t old_count = slot_count_;
  const auto old_slots = std::move(slots_);
  const auto old_founded = std::move(founded_);
  slot_count_ = std::max(kFewestSlots, old_count + std::max(1U, old_count / 4));
  slots_ = std::make_unique<Slot[]>(slot_count_);
  founded_ = std::make_unique<std::uint16_t[]>(slot_count_);
  for (std::uint32_t place = 0; place < old_count; ++place) {
    if (!old_slots[place].empty()) {
      Insert({old_slots[place], old_founded[place]});
    }
  }
}

}  // namespace creditproof::eligibility_check
