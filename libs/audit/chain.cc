#include "libs/audit/chain.h"

#include <google/protobuf/wire_format_lite.h>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"

namespace creditproof::audit {
namespace {

using google::protobuf::internal::WireFormatLite;

void AppendVarint(std::size_t value, std::string& bytes) {
  constexpr std::size_t kMore = 0x80;
  for (; value >= kMore; value >>= 7) {
    bytes += static_cast<char>(value % kMore | kMore);
  }
  bytes += static_cast<char>(value);
}

}  // namespace

// As a serialized AuditPage would have them.
void PageEntries::Add(absl::string_view entry, std::uint64_t mark) {
  constexpr std::uint32_t kTag =
      WireFormatLite::MakeTag(v1::AuditPage::kEntriesFieldNumber,
                              WireFormatLite::WIRETYPE_LENGTH_DELIMITED);
  AppendVarint(kTag, bytes_);
  AppendVarint(entry.size(), bytes_);
  bytes_.append(entry.data(), entry.size());
  marks_.push_back(mark);
}

void PageEntries::Clear() {
  bytes_.clear();
  marks_.clear();
}

std::string Extend(ChainEnd& end, const PageEntries& entries) {
  v1::AuditPage head;
  head.set_first_sequence(end.sequence + 1);
  head.set_previous_sha256(end.sha256);
  std::string bytes = head.SerializeAsString();
  bytes += entries.bytes();
  end = {end.sequence + entries.count(), crypto::Sha256(bytes)};
  return bytes;
}

absl::StatusOr<ChainEnd> ReadEnd(const kv::Store& store, kv::Family family) {
  const auto last = store.Last(family, kChain);
  if (absl::IsNotFound(last.status())) return ChainEnd();
  RETURN_IF_ERROR(last.status());
  const auto& [key, bytes] = *last;
  ASSIGN_OR_RETURN(const v1::AuditPage page, ParsePage(key, bytes));
  return ChainEnd{page.entries().rbegin()->sequence(), crypto::Sha256(bytes)};
}

absl::StatusOr<v1::TrailStart> ReadStart(const kv::Store& store,
                                         kv::Family family) {
  ASSIGN_OR_RETURN(const auto bytes, store.Find(family, kChain));
  return bytes.has_value() ? ParseStart(*bytes) : v1::TrailStart();
}

absl::StatusOr<v1::TrailStart> ParseStart(absl::string_view bytes) {
  v1::TrailStart start;
  if (start.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return start;
  }
  return Broken(1, "the start of the audit trail cannot be read back");
}

absl::StatusOr<v1::AuditPage> ParsePage(absl::string_view key,
                                        absl::string_view bytes) {
  v1::AuditPage page;
  const bool parsed =
      page.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  std::uint64_t sequence = page.first_sequence();
  for (v1::AuditEntry& entry : *page.mutable_entries()) {
    entry.set_sequence(sequence++);
  }
  if (parsed && !page.entries().empty() &&
      key == kv::BigEndian<std::uint64_t>(sequence - 1)) {
    return page;
  }
  return Broken(page.first_sequence(), "an audit page cannot be read back");
}

v1::ChainPoint PointOf(const v1::AuditPage& page, absl::string_view bytes) {
  const v1::AuditEntry& last = *page.entries().rbegin();
  v1::ChainPoint point;
  point.set_sequence(last.sequence());
  point.set_sha256(crypto::Sha256(bytes));
  *point.mutable_time() = last.time();
  return point;
}

absl::Status Broken(std::uint64_t sequence, absl::string_view message) {
  return base::Error(absl::StatusCode::kDataLoss,
                     base::Reason::REASON_STORE_CORRUPT, message,
                     {{"key", absl::StrCat(sequence)}});
}

}  // namespace creditproof::audit
