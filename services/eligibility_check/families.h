// The key spaces of eligibility-check's database, and their keys.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "libs/kv/big_endian.h"
#include "libs/kv/store.h"

namespace creditproof::eligibility_check {

// Position of the subject's last change (8 bytes) || Standing's bytes.
// Key: credit code.
inline constexpr kv::Family kStanding{0};

// Registration without columns. Key: credit code.
inline constexpr kv::Family kRegistration{1};

// CurrentRecord without columns. Key: credit code || record id.
inline constexpr kv::Family kRecords{2};

// OpenHold. Key: credit code || hold id.
inline constexpr kv::Family kHolds{3};

// SubjectDossier with the bar alone; empty when there is none any more. Key:
// credit code.
inline constexpr kv::Family kBars{4};

// What concerns everybody, as it stands in each partition's log. Keys:
// partition (4 bytes) || "policy" -> Policy, partition (4) || "source/" || id
// -> SourceState, partition (4) || "kind/" || id -> DeclaredKind.
inline constexpr kv::Family kShared{5};

// See libs/changelog/mark.h.
inline constexpr kv::Family kMeta{6};

// See libs/audit/trail.h.
inline constexpr kv::Family kAudit{7};

// OpenMismatch. Key: credit code || mismatch id.
inline constexpr kv::Family kMismatches{8};

// As Store::Open wants them: by index.
inline std::vector<kv::FamilySpec> FamilySpecs() {
  return {"standing",
          {"registration", kv::Values::kLarge},
          {"records", kv::Values::kLarge},
          "holds",
          "bars",
          "shared",
          "meta",
          "audit",
          "mismatches"};
}

inline std::string PartitionKey(std::uint32_t partition) {
  return kv::BigEndian(partition);
}

inline std::string PolicyKey(std::uint32_t partition) {
  return absl::StrCat(PartitionKey(partition), "policy");
}

inline std::string SourceKey(std::uint32_t partition,
                             absl::string_view source_id) {
  return absl::StrCat(PartitionKey(partition), "source/", source_id);
}

inline std::string KindKey(std::uint32_t partition, absl::string_view kind_id) {
  return absl::StrCat(PartitionKey(partition), "kind/", kind_id);
}

}  // namespace creditproof::eligibility_check
