// What declared kinds were called at any position.
#pragma once

#include <cstdint>
#include <set>

#include "absl/status/status.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "creditproof/record/v1/declared_kind.pb.h"
#include "libs/kv/store.h"

namespace creditproof::record_store {

// Layout of family `kinds`: partition (4 bytes) || number (4) || position (8)
// -> KindName. Numbers are big-endian.
void PutKindName(std::uint32_t partition, std::uint64_t position,
                 const changelog::v1::KindDeclared& declared, kv::Batch& batch);

using KindNames = google::protobuf::RepeatedPtrField<record::v1::KindName>;

// Adds the names at `as_of_position` of those of `kinds` that were declared.
absl::Status AddKindNames(const kv::Store& store, std::uint32_t partition,
                          const std::set<int>& kinds,
                          std::uint64_t as_of_position, KindNames& names);

}  // namespace creditproof::record_store
