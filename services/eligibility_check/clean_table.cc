#include "services/eligibility_check/clean_table.h"

#include <algorithm>
#include <utility>

namespace creditproof::eligibility_check {
namespace {

constexpr std::uint32_t kFewestSlots = 2;

// At most 7 of 8 slots are taken, 5.6 after growing by a quarter. One is always
// empty, where a search ends.
constexpr bool IsFull(std::uint32_t size, std::uint32_t slots) {
  return size >= slots - slots / 8;
}

}  // namespace

CleanTable::Slot CleanTable::Slot::Of(const PackedCode& code,
                                      const CleanEntry& entry) {
  Slot slot{};
  slot.high_bits = static_cast<std::uint32_t>(code.high >> 32);
  slot.low_bits = static_cast<std::uint32_t>(code.high);
  slot.rest = code.low;
  slot.founded = entry.founded;
  slot.position = static_cast<std::uint32_t>(entry.changed_position);
  slot.position_top = (entry.changed_position >> 32) & 0xff;
  slot.class_id = entry.class_id & CleanEntry::kMostClass;
  return slot;
}

CleanTable::Slot* CleanTable::FindSlot(const PackedCode& code) {
  if (slot_count_ == 0) return nullptr;
  std::uint32_t place = HomeOf(code.high);
  for (std::uint32_t distance = 0;; ++distance) {
    if (slots_[place].Holds(code)) return &slots_[place];
    if (slots_[place].empty() || DistanceAt(place) < distance) return nullptr;
    place = Next(place);
  }
}

void CleanTable::Put(const PackedCode& code, const CleanEntry& entry) {
  if (Slot* known = FindSlot(code)) {
    *known = Slot::Of(code, entry);
    return;
  }
  if (IsFull(size_ + 1, slot_count_)) Grow();
  Insert(Slot::Of(code, entry));
  ++size_;
}

void CleanTable::Insert(Slot slot) {
  std::uint32_t place = HomeOf(slot.high());
  for (std::uint32_t distance = 0; !slots_[place].empty(); ++distance) {
    const std::uint32_t nearer = DistanceAt(place);
    if (nearer < distance) {
      std::swap(slot, slots_[place]);
      distance = nearer;
    }
    place = Next(place);
  }
  slots_[place] = slot;
}

void CleanTable::Erase(const PackedCode& code) {
  const Slot* found = FindSlot(code);
  if (found == nullptr) return;
  auto place = static_cast<std::uint32_t>(found - slots_.get());
  std::uint32_t next = Next(place);
  while (!slots_[next].empty() && DistanceAt(next) > 0) {
    slots_[place] = slots_[next];
    place = next;
    next = Next(place);
  }
  slots_[place] = Slot{};
  --size_;
}

void CleanTable::Grow() {
  const std::uint32_t old_count = slot_count_;
  const std::unique_ptr<Slot[]> old = std::move(slots_);
  slot_count_ = std::max(kFewestSlots, old_count + std::max(1U, old_count / 4));
  slots_ = std::make_unique<Slot[]>(slot_count_);
  for (std::uint32_t i = 0; i < old_count; ++i) {
    if (!old[i].empty()) Insert(old[i]);
  }
}

}  // namespace creditproof::eligibility_check
