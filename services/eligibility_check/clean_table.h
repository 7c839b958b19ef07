// A hash table of subjects without records: 20 bytes a slot.
#pragma once

#include <cstdint>
#include <memory>

#include "services/eligibility_check/packed_code.h"

namespace creditproof::eligibility_check {

// What is kept of a subject beside its code. Any bits that fit.
struct CleanEntry {
  static constexpr std::uint64_t kMostPosition = (1ULL << 40) - 1;
  static constexpr std::uint32_t kMostClass = (1U << 24) - 1;

  std::uint64_t changed_position;  // 1 to kMostPosition
  std::uint32_t class_id;          // up to kMostClass
  std::uint16_t founded;
};

// Robin Hood hashing: linear probing where an entry far from its home pushes
// aside one that is nearer, and a removal moves back what it had pushed. So
// there are no tombstones, and a search for what is not there ends early. Grows
// by a quarter. Not thread-safe.
class CleanTable {
 public:
  // Bits of PackedCode::high, from the top, that are the same for all the
  // codes of a table, because they chose it.
  static constexpr int kBitsSpent = 12;

  void Put(const PackedCode& code, const CleanEntry& entry);
  void Erase(const PackedCode& code);

  // False when it is not there.
  bool Find(const PackedCode& code, CleanEntry& entry) const {
    if (slot_count_ == 0) return false;
    std::uint32_t place = HomeOf(code.high);
    for (std::uint32_t distance = 0;; ++distance) {
      const Slot& slot = slots_[place];
      if (slot.Holds(code)) {
        entry = slot.entry();
        return true;
      }
      if (slot.empty() || DistanceAt(place) < distance) return false;
      place = Next(place);
    }
  }

  // Fetches what Find will read.
  void Prefetch(const PackedCode& code) const {
    if (slot_count_ == 0) return;
    const Slot* slot = &slots_[HomeOf(code.high)];
    __builtin_prefetch(slot);
    __builtin_prefetch(slot + 2);
  }

  std::uint32_t size() const { return size_; }
  std::size_t bytes() const { return slot_count_ * sizeof(Slot); }

 private:
  struct Slot {
    std::uint32_t high_bits;
    std::uint32_t low_bits;
    std::uint16_t rest;
    std::uint16_t founded;
    std::uint32_t position;  // its lower 32 bits
    std::uint32_t class_id : 24;
    std::uint32_t position_top : 8;

    static Slot Of(const PackedCode& code, const CleanEntry& entry);
    CleanEntry entry() const { return {position_of(), class_id, founded}; }
    std::uint64_t high() const {
      return std::uint64_t{high_bits} << 32 | low_bits;
    }
    std::uint64_t position_of() const {
      return std::uint64_t{position_top} << 32 | position;
    }
    bool empty() const { return position_of() == 0; }
    bool Holds(const PackedCode& code) const {
      return high() == code.high && rest == code.low && !empty();
    }
  };
  static_assert(sizeof(Slot) == 20);

  std::uint32_t HomeOf(std::uint64_t high) const {
    const std::uint64_t fraction = (high << kBitsSpent) >> 32;
    return static_cast<std::uint32_t>(fraction * slot_count_ >> 32);
  }
  std::uint32_t DistanceAt(std::uint32_t place) const {
    const std::uint32_t home = HomeOf(slots_[place].high());
    return place >= home ? place - home : place + slot_count_ - home;
  }
  std::uint32_t Next(std::uint32_t place) const {
    return place + 1 == slot_count_ ? 0 : place + 1;
  }
  Slot* FindSlot(const PackedCode& code);
  void Insert(Slot slot);
  void Grow();

  std::unique_ptr<Slot[]> slots_;
  std::uint32_t slot_count_ = 0;
  std::uint32_t size_ = 0;
};

}  // namespace creditproof::eligibility_check
