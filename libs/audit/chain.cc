#include "libs/audit/chain.h"

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"

namespace creditproof::audit {
namespace {

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
                             " does not fit the one before it: one of the two "
                             "was changed"));
}

// Moves `end` on to the stored entry, or says why it is not the next one.
absl::Status Follow(absl::string_view key, absl::string_view bytes,
                    ChainEnd& end) {
  const std::uint64_t sequence = end.sequence + 1;
  if (key != kv::BigEndian(sequence)) return Missing(sequence);
  ASSIGN_OR_RETURN(const v1::AuditEntry entry, ParseEntry(key, bytes));
  if (entry.previous_sha256() != end.sha256) return Misfit(sequence);
  end = {sequence, crypto::Sha256(bytes)};
  return absl::OkStatus();
}

}  // namespace

std::string Extend(ChainEnd& end, absl::string_view body) {
  v1::AuditEntry link;
  link.set_sequence(end.sequence + 1);
  link.set_previous_sha256(end.sha256);
  // Serialized messages can be joined: of a field that is there twice the last
  // one holds.
  std::string bytes(body);
  link.AppendToString(&bytes);
  end = {link.sequence(), crypto::Sha256(bytes)};
  return bytes;
}

absl::StatusOr<ChainEnd> ReadEnd(const kv::Store& store, kv::Family family) {
  const auto last = store.Last(family, "");
  if (absl::IsNotFound(last.status())) return ChainEnd();
  RETURN_IF_ERROR(last.status());
  const auto& [key, bytes] = *last;
  ASSIGN_OR_RETURN(const v1::AuditEntry entry, ParseEntry(key, bytes));
  return ChainEnd{entry.sequence(), crypto::Sha256(bytes)};
}

absl::StatusOr<v1::AuditEntry> ParseEntry(absl::string_view key,
                                          absl::string_view bytes) {
  v1::AuditEntry entry;
  if (!entry.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) ||
      key != kv::BigEndian<std::uint64_t>(entry.sequence())) {
    return Broken(entry.sequence(), "an audit entry cannot be read back");
  }
  return entry;
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
