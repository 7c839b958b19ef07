#include "libs/remote_log/state_change.h"

#include "absl/strings/str_cat.h"
#include "libs/kv/big_endian.h"

namespace creditproof::remote_log {
namespace {

constexpr std::size_t kTimeBytes = sizeof(std::uint64_t);

}  // namespace

absl::StatusOr<changelog::DecodedEntry> DecodeStateChange(
    const record::v1::StateChange& change) {
  changelog::DecodedEntry entry;
  entry.position = change.position();
  const absl::string_view stored = change.stored();
  if (stored.size() >= kTimeBytes) {
    entry.append_time = absl::FromUnixMicros(
        static_cast<std::int64_t>(kv::ReadBigEndian<std::uint64_t>(stored)));
    if (entry.change.ParseFromArray(
            stored.data() + kTimeBytes,
            static_cast<int>(stored.size() - kTimeBytes))) {
      return entry;
    }
  }
  return absl::DataLossError(absl::StrCat("the change at position ",
                                          change.position(),
                                          " of a state cannot be read"));
}

}  // namespace creditproof::remote_log
