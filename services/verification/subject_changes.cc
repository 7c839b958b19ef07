#include "services/verification/subject_changes.h"

#include <map>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "libs/kv/big_endian.h"

namespace creditproof::verification {
namespace {

using base::Reason;
using changelog::DecodedEntry;
using changelog::v1::Change;

constexpr std::size_t kNumberBytes = sizeof(std::uint64_t);

absl::Status Corrupt(absl::string_view key) {
  const std::string shown = absl::BytesToHexString(key);
  return base::Error(absl::StatusCode::kDataLoss, Reason::REASON_STORE_CORRUPT,
                     absl::StrCat("a stored position is unreadable: ", shown),
                     {{"key", shown}});
}

// Moves `last` to `position` as far as `change` matters. A kind that this
// version does not know matters: better a report too few than a wrong one.
void Note(const Change& change, std::uint64_t position, LastChanges& last) {
  switch (change.kind_case()) {
    case Change::kRecordPut:
    case Change::kRecordObjected:
    case Change::kHoldPlaced:
    case Change::kSubjectBarred:
    case Change::KIND_NOT_SET:
      last.counting = position;
      last.stopping = position;
      return;
    case Change::kRegistration:
      last.stopping = position;
      return;
    case Change::kRecordWithdrawn:
    case Change::kRecordRepaired:
    case Change::kHoldLifted:
    case Change::kSubjectUnbarred:
    case Change::kSourceState:
    case Change::kPolicyActivated:
    case Change::kBarrier:
      return;
  }
}

std::string Encode(const LastChanges& last) {
  return kv::BigEndian(last.stopping) + kv::BigEndian(last.counting);
}

}  // namespace

absl::StatusOr<std::unique_ptr<SubjectChanges>> SubjectChanges::Open(
    kv::Store& store, kv::Family subjects, kv::Family positions,
    const std::vector<std::uint32_t>& partitions) {
  std::unique_ptr<SubjectChanges> changes(
      new SubjectChanges(store, subjects, positions));
  for (const std::uint32_t partition : partitions) {
    ASSIGN_OR_RETURN(const Applied applied, changes->Start(partition));
    if (applied.position == 0) continue;
    changes->progress_.Publish(partition, {applied.position});
  }
  return changes;
}

absl::StatusOr<LastChanges> SubjectChanges::Of(const CreditCode& code) const {
  return Read(code.text());
}

absl::StatusOr<LastChanges> SubjectChanges::Read(
    const std::string& credit_code) const {
  const absl::StatusOr<std::string> value = store_.Get(subjects_, credit_code);
  if (absl::IsNotFound(value.status())) return LastChanges{};
  RETURN_IF_ERROR(value.status());
  if (value->size() != 2 * kNumberBytes) return Corrupt(credit_code);
  return LastChanges{kv::ReadBigEndian<std::uint64_t>(*value),
                     kv::ReadBigEndian<std::uint64_t>(
                         absl::string_view(*value).substr(kNumberBytes))};
}

absl::StatusOr<changelog::Applier::Applied> SubjectChanges::Start(
    std::uint32_t partition) {
  const std::string key = kv::BigEndian(partition);
  const absl::StatusOr<std::string> value = store_.Get(positions_, key);
  if (absl::IsNotFound(value.status())) return Applied{};
  RETURN_IF_ERROR(value.status());
  if (value->size() != kNumberBytes + crypto::kSha256Bytes) return Corrupt(key);
  return Applied{kv::ReadBigEndian<std::uint64_t>(*value),
                 value->substr(kNumberBytes)};
}

absl::Status SubjectChanges::Apply(std::uint32_t partition,
                                   const std::vector<DecodedEntry>& entries) {
  if (entries.empty()) return absl::OkStatus();
  std::map<std::string, LastChanges> touched;
  for (const DecodedEntry& entry : entries) {
    const std::string& code = entry.change.credit_code();
    if (code.empty()) continue;
    const auto [subject, first] = touched.try_emplace(code);
    if (first) {
      ASSIGN_OR_RETURN(subject->second, Read(code));
    }
    Note(entry.change, entry.position, subject->second);
  }

  kv::Batch batch(store_);
  for (const auto& [code, last] : touched) {
    batch.Put(subjects_, code, Encode(last));
  }
  const DecodedEntry& end = entries.back();
  batch.Put(positions_, kv::BigEndian(partition),
            kv::BigEndian(end.position) + end.running_sha256);
  // What is lost with the machine is read from the log again.
  RETURN_IF_ERROR(store_.Commit(std::move(batch), kv::Durability::kBuffered));
  progress_.Publish(partition, {end.position, end.append_time});
  return absl::OkStatus();
}

}  // namespace creditproof::verification
