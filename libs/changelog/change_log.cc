#include "libs/changelog/change_log.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "libs/kv/big_endian.h"

namespace creditproof::changelog {
namespace {

constexpr std::size_t kTimeBytes = sizeof(std::uint64_t);
constexpr std::size_t kHeadBytes = kTimeBytes + sizeof(std::uint16_t);

}  // namespace

std::string EncodeStored(absl::Time append_time, absl::string_view append_id,
                         absl::string_view change) {
  std::string stored;
  stored.reserve(kHeadBytes + append_id.size() + change.size());
  kv::AppendBigEndian(
      stored, static_cast<std::uint64_t>(absl::ToUnixMicros(append_time)));
  kv::AppendBigEndian(stored, static_cast<std::uint16_t>(append_id.size()));
  absl::StrAppend(&stored, append_id, change);
  return stored;
}

absl::StatusOr<StoredEntry> DecodeStored(const std::string& stored) {
  const absl::string_view bytes(stored);
  if (bytes.size() < kHeadBytes) {
    return absl::DataLossError("a log entry ends within its header");
  }
  const std::size_t id_bytes =
      kv::ReadBigEndian<std::uint16_t>(bytes.substr(kTimeBytes));
  if (bytes.size() < kHeadBytes + id_bytes) {
    return absl::DataLossError("a log entry ends within its append id");
  }
  const auto micros =
      static_cast<std::int64_t>(kv::ReadBigEndian<std::uint64_t>(bytes));
  return StoredEntry{absl::FromUnixMicros(micros),
                     std::string(bytes.substr(kHeadBytes, id_bytes)),
                     std::string(bytes.substr(kHeadBytes + id_bytes))};
}

std::string NextRunningSha256(absl::string_view previous,
                              absl::string_view stored) {
  std::string both(previous);
  both.resize(crypto::kSha256Bytes, '\0');
  return crypto::Sha256(both += crypto::Sha256(stored));
}

absl::StatusOr<std::vector<Appended>> ChangeLog::AppendAll(
    std::uint32_t partition, const std::vector<Append>& appends) {
  ASSIGN_OR_RETURN(
      Positions positions,
      AppendTogether({{partition, appends}}, [](const Positions&, kv::Batch&) {
        return absl::OkStatus();
      }));
  return std::move(positions[partition]);
}

}  // namespace creditproof::changelog
