// Where a request belongs when a service is split among instances.
#pragma once

#include <google/protobuf/message.h>

#include <cstdint>
#include <optional>

#include "absl/status/status.h"

namespace creditproof::gateway {

// By what a request carries of its subject, under the names that all APIs of
// ours give it: a credit code, a resource name `subjects/...`, a report number
// or the text of a QR code. Any partition when that is malformed: every
// instance can say so. Nothing when the request carries none of them.
std::optional<std::uint32_t> PartitionOfRequest(
    const google::protobuf::Message& request, std::uint32_t partition_count);

// The partition that an instance says it does not serve (WRONG_PARTITION), or
// nothing when `status` is anything else.
std::optional<std::uint32_t> WrongPartition(const absl::Status& status,
                                            std::uint32_t partition_count);

}  // namespace creditproof::gateway
