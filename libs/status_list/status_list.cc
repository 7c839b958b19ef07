#include "libs/status_list/status_list.h"

#include <algorithm>
#include <limits>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"

namespace creditproof::status_list {
namespace {

using kv::AppendBigEndian;

constexpr absl::string_view kContext = "creditproof-status-list-v1";
constexpr char kVersion = 1;
constexpr std::size_t kKeyIdBytes = 4;
constexpr std::size_t kLengthOffset = 5;
constexpr std::size_t kHeadBytes = 27;
constexpr std::size_t kFingerprintBytes = 32;
constexpr std::size_t kSignatureBytes = 64;
constexpr std::uint32_t kMostPartitions = 1024;

std::size_t BytesFor(std::uint32_t bits) { return (std::size_t{bits} + 7) / 8; }

void AppendTime(std::string& out, absl::Time time) {
  AppendBigEndian(out, static_cast<std::uint32_t>(absl::ToUnixSeconds(time)));
}

// Reads past the end as zeros and remembers it.
class Reader {
 public:
  explicit Reader(absl::string_view in) : in_(in) {}

  absl::string_view Bytes(std::size_t size) {
    if (in_.size() < size) {
      broken_ = true;
      return {};
    }
    const absl::string_view bytes = in_.substr(0, size);
    in_.remove_prefix(size);
    return bytes;
  }

  template <typename Unsigned>
  Unsigned Number() {
    const absl::string_view bytes = Bytes(sizeof(Unsigned));
    return bytes.empty() ? Unsigned{0} : kv::ReadBigEndian<Unsigned>(bytes);
  }

  absl::Time Time() { return absl::FromUnixSeconds(Number<std::uint32_t>()); }

  bool ok() const { return !broken_; }

 private:
  absl::string_view in_;
  bool broken_ = false;
};

bool Fits(absl::Time time) {
  const std::int64_t seconds = absl::ToUnixSeconds(time);
  return seconds >= 0 && seconds <= std::numeric_limits<std::uint32_t>::max() &&
         time == absl::FromUnixSeconds(seconds);
}

absl::Status Check(const StatusList& list) {
  bool fits = Fits(list.made) && Fits(list.next_update) && Fits(list.end) &&
              list.partition_count > 0 &&
              list.partition_count <= kMostPartitions &&
              list.keys.size() <= std::numeric_limits<std::uint16_t>::max();
  for (const KeyState& key : list.keys) {
    fits = fits && key.fingerprint.size() == kFingerprintBytes &&
           Fits(key.compromised_from);
  }
  for (const auto& [partition, bits] : list.sections) {
    fits = fits && partition < list.partition_count;
  }
  if (fits) return absl::OkStatus();
  return absl::InvalidArgumentError("something does not fit in a status list");
}

std::string Body(const StatusList& list, absl::string_view key_id) {
  std::string body(1, kVersion);
  absl::StrAppend(&body, key_id);
  AppendBigEndian(body, std::uint32_t{0});  // the length, once it is known
  AppendTime(body, list.made);
  AppendTime(body, list.next_update);
  AppendTime(body, list.end);
  AppendBigEndian(body, static_cast<std::uint16_t>(list.partition_count));
  AppendBigEndian(body, static_cast<std::uint16_t>(list.keys.size()));
  AppendBigEndian(body, static_cast<std::uint16_t>(list.sections.size()));
  for (const KeyState& key : list.keys) {
    body += key.fingerprint;
    body.push_back(static_cast<char>(key.state));
    AppendTime(body, key.compromised_from);
  }
  for (const auto& [partition, bits] : list.sections) {
    AppendBigEndian(body, static_cast<std::uint16_t>(partition));
    AppendBigEndian(body, bits.size());
    body += bits.bytes();
  }
  const std::string length =
      kv::BigEndian(static_cast<std::uint32_t>(body.size() + kSignatureBytes));
  return body.replace(kLengthOffset, length.size(), length);
}

StatusList ReadBody(Reader& in) {
  StatusList list;
  list.made = in.Time();
  list.next_update = in.Time();
  list.end = in.Time();
  list.partition_count = in.Number<std::uint16_t>();
  int keys = in.Number<std::uint16_t>();
  int sections = in.Number<std::uint16_t>();
  for (; keys > 0 && in.ok(); --keys) {
    KeyState key;
    key.fingerprint = std::string(in.Bytes(kFingerprintBytes));
    key.state = static_cast<keys::State>(in.Number<std::uint8_t>());
    key.compromised_from = in.Time();
    list.keys.push_back(std::move(key));
  }
  for (; sections > 0 && in.ok(); --sections) {
    const auto partition = in.Number<std::uint16_t>();
    const auto size = in.Number<std::uint32_t>();
    list.sections.emplace(partition, Bits(size, in.Bytes(BytesFor(size))));
  }
  return list;
}

absl::StatusOr<const crypto::VerifyingKey*> FindKey(
    absl::string_view id, const std::vector<crypto::VerifyingKey>& keys) {
  const auto found =
      std::find_if(keys.begin(), keys.end(),
                   [&](const auto& key) { return key.id() == id; });
  if (found != keys.end()) return &*found;
  return absl::NotFoundError(absl::StrCat("no key of status lists has the id ",
                                          absl::BytesToHexString(id)));
}

// One list, of exactly these bytes.
absl::StatusOr<StatusList> Read(absl::string_view bytes,
                                const std::vector<crypto::VerifyingKey>& keys) {
  const absl::string_view key_id = bytes.substr(1, kKeyIdBytes);
  ASSIGN_OR_RETURN(const crypto::VerifyingKey* key, FindKey(key_id, keys));
  const std::size_t signed_bytes = bytes.size() - kSignatureBytes;
  RETURN_IF_ERROR(key->VerifyStrict(
      absl::StrCat(kContext, bytes.substr(0, signed_bytes)),
      bytes.substr(signed_bytes), crypto::SignatureForm::kRaw));
  Reader in(bytes.substr(kLengthOffset + sizeof(std::uint32_t),
                         signed_bytes - kLengthOffset - sizeof(std::uint32_t)));
  StatusList list = ReadBody(in);
  if (in.ok() && Check(list).ok() &&
      Body(list, key_id) == bytes.substr(0, signed_bytes)) {
    return list;
  }
  return absl::InvalidArgumentError("the status list is malformed");
}

}  // namespace

void Bits::Set(std::uint32_t i, bool value) {
  size_ = std::max(size_, i + 1);
  bytes_.resize(BytesFor(size_));
  const auto byte = static_cast<unsigned char>(bytes_[i / 8]);
  if (value) bytes_[i / 8] = static_cast<char>(byte | 1U << (i % 8));
}

absl::StatusOr<std::string> SignStatusList(const StatusList& list,
                                           const crypto::SigningKey& key) {
  RETURN_IF_ERROR(Check(list));
  std::string bytes = Body(list, key.verifying_key().id());
  ASSIGN_OR_RETURN(
      const std::string signature,
      key.Sign(absl::StrCat(kContext, bytes), crypto::SignatureForm::kRaw));
  return bytes + signature;
}

absl::StatusOr<std::vector<StatusList>> ReadStatusLists(
    absl::string_view bytes, const std::vector<crypto::VerifyingKey>& keys) {
  std::vector<StatusList> lists;
  do {
    if (bytes.size() < kHeadBytes + kSignatureBytes ||
        bytes.front() != kVersion) {
      return absl::InvalidArgumentError("no status list of version 1");
    }
    const auto length =
        kv::ReadBigEndian<std::uint32_t>(bytes.substr(kLengthOffset));
    if (length < kHeadBytes + kSignatureBytes || length > bytes.size()) {
      return absl::InvalidArgumentError("the status list ends early");
    }
    ASSIGN_OR_RETURN(StatusList list, Read(bytes.substr(0, length), keys));
    lists.push_back(std::move(list));
    bytes.remove_prefix(length);
  } while (!bytes.empty());
  return lists;
}

}  // namespace creditproof::status_list
