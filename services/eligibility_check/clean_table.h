// A hash table of subjects without records: 18 bytes a slot.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "services/eligibility_check/packed_code.h"

namespace creditproof::eligibility_check {

// What is kept of a subject beside its code. Any bits that fit.
struct CleanEntry {
  static constexpr std::uint64_t kMostPosition = (1ULL << 40) - 1;
  static constexpr std::uint32_t kMostClass = (1U << 20) - 1;

  std::uint64_t changed_position;  // 1 to kMostPosition
  std::uint32_t class_id;          // up to kMostClass
  std::uint16_t founded;
};

// Robin Hood hashing: linear probing where an entry far from its home pushes
// aside one that is nearer, and a removal moves back what it had pushed. So
// there are no tombstones, and a search for what is not there ends early. Grows
// by a quarter. Days of founding lie apart: a search mostly reads one cache
// line. Not thread-safe.
class CleanTable {
 public:
  // Bits of PackedCode::high, from the top, that are the same for all the
  // codes of a table, because they chose it.
  static constexpr int kBitsSpent = 12;

  void Put(const PackedCode& code, const CleanEntry& entry);
  void Erase(const PackedCode& code);

  // Nullopt when it is not there.
  std::optional<CleanEntry> Find(const PackedCode& code) const {
    const std::uint32_t place = PlaceOf(code);
    if (place == kNowhere) return std::nullopt;
    return CleanEntry{slots_[place].position(), slots_[place].class_id(),
                      founded_[place]};
  }

  // As Find, but for the day of founding, which is 0.
  std::optional<CleanEntry> FindUndated(const PackedCode& code) const {
    const std::uint32_t place = PlaceOf(code);
    if (place == kNowhere) return std::nullopt;
    return CleanEntry{slots_[place].position(), slots_[place].class_id(), 0};
  }

  // Fetches what FindUndated will most likely read.
  void Prefetch(const PackedCode& code) const {
    if (slot_count_ > 0) __builtin_prefetch(&slots_[HomeOf(code.high)]);
  }

  std::uint32_t size() const { return size_; }
  std::size_t bytes() const {
    return slot_count_ * (sizeof(Slot) + sizeof(std::uint16_t));
  }

 private:
  static constexpr std::uint32_t kNowhere = ~0U;

  // A code, but for the bits that are spent, with position and class.
  struct Slot {
    std::uint64_t front;  // 52 bits of PackedCode::high, class (lower 12)
    std::uint64_t back;   // PackedCode::low, class (upper 8), position (40)

    static Slot Of(const PackedCode& code, const CleanEntry& entry);
    std::uint64_t position() const { return back & CleanEntry::kMostPosition; }
    std::uint32_t class_id() const {
      return static_cast<std::uint32_t>((back >> 40 & 0xff) << kBitsSpent |
                                        (front & kClassBits));
    }
    bool empty() const { return position() == 0; }
    bool Holds(const PackedCode& code) const {
      return (front | kClassBits) == (code.high << kBitsSpent | kClassBits) &&
             back >> 48 == code.low && !empty();
    }
    static constexpr std::uint64_t kClassBits = (1U << kBitsSpent) - 1;
  };
  static_assert(sizeof(Slot) == 16);

  // What moves together.
  struct Whole {
    Slot slot;
    std::uint16_t founded;
  };

  std::uint32_t PlaceOf(const PackedCode& code) const {
    if (slot_count_ == 0) return kNowhere;
    std::uint32_t place = HomeOf(code.high);
    for (std::uint32_t distance = 0;; ++distance) {
      const Slot& slot = slots_[place];
      if (slot.Holds(code)) return place;
      if (slot.empty() || DistanceAt(place) < distance) return kNowhere;
      place = Next(place);
    }
  }
  std::uint32_t HomeOf(std::uint64_t high) const {
    return HomeOfFront(high << kBitsSpent);
  }
  std::uint32_t HomeOfFront(std::uint64_t front) const {
    return static_cast<std::uint32_t>((front >> 32) * slot_count_ >> 32);
  }
  std::uint32_t DistanceAt(std::uint32_t place) const {
    const std::uint32_t home = HomeOfFront(slots_[place].front);
    return place >= home ? place - home : place + slot_count_ - home;
  }
  std::uint32_t Next(std::uint32_t place) const {
    return place + 1 == slot_count_ ? 0 : place + 1;
  }
  void Insert(Whole whole);
  void Grow();

  std::unique_ptr<Slot[]> slots_;
  std::unique_ptr<std::uint16_t[]> founded_;  // of the same places
  std::uint32_t slot_count_ = 0;
  std::uint32_t size_ = 0;
};

}  // namespace creditproof::eligibility_check
