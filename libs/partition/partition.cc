#include "libs/partition/partition.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"

namespace creditproof {
namespace {

constexpr std::uint32_t kMostPartitions = 1024;

absl::Status CheckServed(std::uint32_t count,
                         const std::vector<std::uint32_t>& ascending) {
  if (ascending.back() >= count) {
    return absl::InvalidArgumentError(absl::StrCat(
        "partitions are 0 to ", count - 1, ", not ", ascending.back()));
  }
  const auto doubled = std::adjacent_find(ascending.begin(), ascending.end());
  if (doubled != ascending.end()) {
    return absl::InvalidArgumentError(
        absl::StrCat("partition ", *doubled, " is listed twice"));
  }
  return absl::OkStatus();
}

}  // namespace

std::uint32_t RoutingHash(absl::string_view key) {
  const std::string digest = crypto::Sha256(key);
  std::uint32_t hash = 0;
  for (const char byte : digest.substr(0, sizeof hash)) {
    hash = hash << 8 | static_cast<unsigned char>(byte);
  }
  return hash;
}

std::uint32_t PartitionOf(absl::string_view key,
                          std::uint32_t partition_count) {
  return RoutingHash(key) % partition_count;
}

absl::StatusOr<PartitionSet> PartitionSet::Make(
    std::uint32_t count, const std::vector<std::uint32_t>& partitions) {
  if (!std::has_single_bit(count) || count > kMostPartitions) {
    return absl::InvalidArgumentError(
        absl::StrCat("the number of partitions is a power of two from 1 to ",
                     kMostPartitions, ", not ", count));
  }
  std::vector<std::uint32_t> served = partitions;
  if (served.empty()) {
    served.resize(count);
    std::iota(served.begin(), served.end(), 0);
  }
  std::sort(served.begin(), served.end());
  RETURN_IF_ERROR(CheckServed(count, served));
  return PartitionSet(count, std::move(served));
}

bool PartitionSet::Serves(std::uint32_t partition) const {
  return std::binary_search(served_.begin(), served_.end(), partition);
}

absl::StatusOr<std::uint32_t> PartitionSet::Locate(
    absl::string_view key) const {
  const std::uint32_t partition = PartitionOf(key, count_);
  if (Serves(partition)) return partition;
  return base::Error(
      absl::StatusCode::kFailedPrecondition,
      base::Reason::REASON_WRONG_PARTITION,
      absl::StrCat("partition ", partition, " is not served here"),
      {{"partition", absl::StrCat(partition)}});
}

}  // namespace creditproof
