#include "services/record_store/stored_change.h"

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/credit_code/credit_code.h"
#include "libs/kv/big_endian.h"

namespace creditproof::record_store {
namespace {

constexpr std::size_t kPrefixBytes =
    sizeof(std::uint32_t) + CreditCode::kLength;
constexpr std::size_t kTimeBytes = sizeof(std::int64_t);

}  // namespace

std::string ChangePrefix(std::uint32_t partition,
                         absl::string_view credit_code) {
  std::string prefix = kv::BigEndian(partition);
  absl::StrAppend(&prefix, credit_code);
  prefix.resize(kPrefixBytes, '\0');
  return prefix;
}

std::string ChangeKey(std::uint32_t partition, absl::string_view credit_code,
                      std::uint64_t position) {
  std::string key = ChangePrefix(partition, credit_code);
  kv::AppendBigEndian(key, position);
  return key;
}

std::string ChangeValue(const changelog::DecodedEntry& entry) {
  std::string value = kv::BigEndian(
      static_cast<std::uint64_t>(absl::ToUnixMicros(entry.append_time)));
  entry.change.AppendToString(&value);
  return value;
}

std::uint64_t PositionOf(absl::string_view key) {
  return kv::ReadBigEndian<std::uint64_t>(key.substr(kPrefixBytes));
}

absl::Time AppendTimeOf(absl::string_view value) {
  return absl::FromUnixMicros(
      static_cast<std::int64_t>(kv::ReadBigEndian<std::uint64_t>(value)));
}

absl::StatusOr<StoredChange> DecodeChange(absl::string_view key,
                                          absl::string_view value) {
  StoredChange stored;
  stored.position = PositionOf(key);
  if (value.size() >= kTimeBytes) {
    stored.append_time = AppendTimeOf(value);
    value.remove_prefix(kTimeBytes);
    if (stored.change.ParseFromArray(value.data(),
                                     static_cast<int>(value.size()))) {
      return stored;
    }
  }
  return base::Error(absl::StatusCode::kDataLoss,
                     base::Reason::REASON_STORE_CORRUPT,
                     absl::StrCat("the change at position ", stored.position,
                                  " cannot be read"),
                     {{"key", absl::StrCat(stored.position)}});
}

}  // namespace creditproof::record_store
