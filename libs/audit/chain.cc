#include "libs/audit/chain.h"

#include <google/protobuf/wire_format_lite.h>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"

namespace creditproof::audit {
namespace {

using google::protobuf::internal::WireFormatLite;

absl::Status Broken(std::uint64_t sequence, absl::string_view message) {
  return base::Error(absl::StatusCode::kDataLoss,
                     base::Reason::REASON_STORE_CORRUPT, message,
                     {{"key", absl::StrCat(sequence)}});
}

absl::Status Missing(std::uint64_t sequence) {
  return Broken(sequence,
                absl::StrCat("audit entry ", sequence, " is missing"));
}

absl::Status Misfit(std::uint64_t sequence) {
  return Broken(sequence,
                absl::StrCat("audit entry ", sequence,
                             " does not fit what is before it: one of the two "
                             "was changed"));
}

void AppendVarint(std::size_t value, std::string& bytes) {
  constexpr std::size_t kMore = 0x80;
  for (; value >= kMore; value >>= 7) {
    bytes += static_cast<char>(value % kMore | kMore);
  }
  bytes += static_cast<char>(value);
}

// Moves `end` on to the stored page, or says why it is not the next one.
absl::Status Follow(absl::string_view key, absl::string_view bytes,
                    ChainEnd& end) {
  ASSIGN_OR_RETURN(const v1::AuditPage page, ParsePage(key, bytes));
  const std::uint64_t sequence = end.sequence + 1;
  if (page.first_sequence() != sequence) return Missing(sequence);
  if (page.previous_sha256() != end.sha256) return Misfit(sequence);
  end = {page.entries().rbegin()->sequence(), crypto::Sha256(bytes)};
  return absl::OkStatus();
}

}  // namespace

// As a serialized AuditPage would have them.
void PageEntries::Add(absl::string_view entry) {
  constexpr std::uint32_t kTag =
      WireFormatLite::MakeTag(v1::AuditPage::kEntriesFieldNumber,
                              WireFormatLite::WIRETYPE_LENGTH_DELIMITED);
  AppendVarint(kTag, bytes_);
  AppendVarint(entry.size(), bytes_);
  bytes_.append(entry.data(), entry.size());
  ++count_;
}

void PageEntries::Clear() {
  bytes_.clear();
  count_ = 0;
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
  const auto last = store.Last(family, "");
  if (absl::IsNotFound(last.status())) return ChainEnd();
  RETURN_IF_ERROR(last.status());
  const auto& [key, bytes] = *last;
  ASSIGN_OR_RETURN(const v1::AuditPage page, ParsePage(key, bytes));
  return ChainEnd{page.entries().rbegin()->sequence(), crypto::Sha256(bytes)};
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

absl::Status VerifyChain(const kv::Store& store, kv::Family family,
                         const ChainEnd& known) {
  ChainEnd end;
  absl::Status found;
  RETURN_IF_ERROR(store.Scan(
      family, "", "", [&](absl::string_view key, absl::string_view bytes) {
        found = Follow(key, bytes, end);
        if (end.sequence == known.sequence && end.sha256 != known.sha256) {
          found = Broken(
              end.sequence,
              absl::StrCat("audit entry ", end.sequence, " was changed"));
        }
        return found.ok();
      }));
  RETURN_IF_ERROR(found);
  return end.sequence < known.sequence ? Missing(end.sequence + 1)
                                       : absl::OkStatus();
}

}  // namespace creditproof::audit
