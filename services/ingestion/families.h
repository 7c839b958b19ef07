// The key spaces of ingestion's database.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "absl/status/statusor.h"
#include "libs/kv/store.h"

namespace creditproof::ingestion {

// The log itself (libs/changelog/embedded_log.h).
inline constexpr kv::Family kLog{0};
inline constexpr kv::Family kIds{1};

// Functions of the log, written by ApplyToIndex alone.
inline constexpr kv::Family kIndex{2};
inline constexpr kv::Family kNames{3};
inline constexpr kv::Family kHolds{4};

// Kept beside the log.
inline constexpr kv::Family kQuarantine{5};
inline constexpr kv::Family kDeliveries{6};
inline constexpr kv::Family kSources{7};

// The writer's own: positions applied, the act under way.
inline constexpr kv::Family kMeta{8};

inline constexpr kv::Family kAudit{9};

// A function of the log as well (objections.h).
inline constexpr kv::Family kObjections{10};

// Kept beside the log, too.
inline constexpr kv::Family kTimeliness{11};
inline constexpr kv::Family kSnapshots{12};
inline constexpr kv::Family kDeliveryList{13};
inline constexpr kv::Family kDecisions{14};  // bars.h

// Opens or creates the database. Fails with FAILED_PRECONDITION when it was
// created with another partition count: P is for ever. `env` as for kv::Store.
absl::StatusOr<std::unique_ptr<kv::Store>> OpenStore(
    const std::filesystem::path& directory, std::uint32_t partition_count,
    rocksdb::Env* env = nullptr);

}  // namespace creditproof::ingestion
