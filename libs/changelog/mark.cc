#include "libs/changelog/mark.h"

#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"

namespace creditproof::changelog {
namespace {

constexpr std::size_t kNumberBytes = sizeof(std::uint64_t);

}  // namespace

std::string MarkKey(std::uint32_t partition) {
  return kv::BigEndian(partition);
}

std::string EncodeMark(const Mark& mark) {
  std::string bytes = kv::BigEndian(mark.position);
  kv::AppendBigEndian(
      bytes, static_cast<std::uint64_t>(absl::ToUnixMicros(mark.append_time)));
  return bytes + mark.running_sha256;
}

absl::StatusOr<Mark> ReadMark(const kv::Store& store, kv::Family family,
                              std::uint32_t partition) {
  const absl::StatusOr<std::string> bytes =
      store.Get(family, MarkKey(partition));
  if (absl::IsNotFound(bytes.status())) return Mark{};
  RETURN_IF_ERROR(bytes.status());
  const absl::string_view in = *bytes;
  if (in.size() < 2 * kNumberBytes) {
    return base::Error(absl::StatusCode::kDataLoss,
                       base::Reason::REASON_STORE_CORRUPT,
                       "a partition's position cannot be read");
  }
  const auto micros = static_cast<std::int64_t>(
      kv::ReadBigEndian<std::uint64_t>(in.substr(kNumberBytes)));
  return Mark{kv::ReadBigEndian<std::uint64_t>(in),
              absl::FromUnixMicros(micros),
              std::string(in.substr(2 * kNumberBytes))};
}

}  // namespace creditproof::changelog
