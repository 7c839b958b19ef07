#include "services/record_store/history.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/changelog/mark.h"
#include "libs/kv/big_endian.h"
#include "libs/record/dossier.h"
#include "libs/record/subject_name.h"
#include "services/record_store/families.h"

namespace creditproof::record_store {
namespace {

using changelog::DecodedEntry;
using changelog::v1::Change;
using record::v1::SubjectDossier;

std::string ChangeKey(std::uint32_t partition, const DecodedEntry& entry) {
  std::string key = entry.change.credit_code();
  if (key.empty()) {
    key.assign(CreditCode::kLength, '\0');
    kv::AppendBigEndian(key, partition);
  }
  kv::AppendBigEndian(key, entry.position);
  return key;
}

absl::Status CheckReached(std::uint32_t partition, std::uint64_t wanted,
                          std::uint64_t applied) {
  if (wanted <= applied) return absl::OkStatus();
  const std::string position = absl::StrCat(applied);
  const std::string head = absl::StrCat(wanted);
  return base::Error(
      absl::StatusCode::kUnavailable, base::Reason::REASON_BEHIND_LOG,
      absl::StrCat("position ", head, " is not applied yet, only ", position),
      {{"partition", absl::StrCat(partition)},
       {"position", position},
       {"head", head}});
}

// Folds the subject's changes up to `last` into `dossier`; false when there are
// none.
absl::StatusOr<bool> Fold(const kv::Store& store, const CreditCode& code,
                          std::uint64_t last, SubjectDossier& dossier) {
  bool found = false;
  absl::Status broken;
  RETURN_IF_ERROR(store.Scan(
      kChanges, code.text(), "",
      [&](absl::string_view key, absl::string_view value) {
        const auto position =
            kv::ReadBigEndian<std::uint64_t>(key.substr(CreditCode::kLength));
        if (position > last) return false;
        Change change;
        if (!change.ParseFromArray(value.data(),
                                   static_cast<int>(value.size()))) {
          broken = base::Error(absl::StatusCode::kDataLoss,
                               base::Reason::REASON_STORE_CORRUPT,
                               absl::StrCat("the change at position ", position,
                                            " cannot be read"),
                               {{"key", code.text()}});
          return false;
        }
        record::ApplyChange(change, position, dossier);
        found = true;
        return true;
      }));
  RETURN_IF_ERROR(broken);
  return found;
}

}  // namespace

absl::StatusOr<std::unique_ptr<History>> History::Open(
    kv::Store& store, const PartitionSet& partitions) {
  std::unique_ptr<History> history(new History(store));
  for (const std::uint32_t partition : partitions.served()) {
    ASSIGN_OR_RETURN(const changelog::Mark mark,
                     changelog::ReadMark(store, kMeta, partition));
    history->progress_.Publish(partition, {mark.position, mark.append_time});
  }
  return history;
}

absl::StatusOr<changelog::Applier::Applied> History::Start(
    std::uint32_t partition) {
  ASSIGN_OR_RETURN(changelog::Mark mark,
                   changelog::ReadMark(store_, kMeta, partition));
  return Applied{mark.position, std::move(mark.running_sha256)};
}

absl::Status History::Apply(std::uint32_t partition,
                            const std::vector<DecodedEntry>& entries) {
  if (entries.empty()) return absl::OkStatus();
  kv::Batch batch(store_);
  for (const DecodedEntry& entry : entries) {
    batch.Put(kChanges, ChangeKey(partition, entry),
              entry.change.SerializeAsString());
  }
  const DecodedEntry& last = entries.back();
  batch.Put(kMeta, changelog::MarkKey(partition),
            changelog::EncodeMark(
                {last.position, last.append_time, last.running_sha256}));
  RETURN_IF_ERROR(store_.Commit(std::move(batch), kv::Durability::kBuffered));
  progress_.Publish(partition, {last.position, last.append_time});
  return absl::OkStatus();
}

absl::StatusOr<SubjectDossier> History::Read(
    std::uint32_t partition, const CreditCode& code,
    std::uint64_t as_of_position) const {
  const std::uint64_t applied = progress_.Applied(partition).position;
  RETURN_IF_ERROR(CheckReached(partition, as_of_position, applied));
  const std::uint64_t last = as_of_position == 0 ? applied : as_of_position;

  SubjectDossier dossier;
  ASSIGN_OR_RETURN(const bool found, Fold(store_, code, last, dossier));
  if (!found) {
    return base::Error(absl::StatusCode::kNotFound,
                       base::Reason::REASON_SUBJECT_NOT_FOUND,
                       absl::StrCat("nothing is known of ", code.text()),
                       {{"subject", code.text()}});
  }
  dossier.set_name(record::SubjectName(code));
  dossier.set_partition(partition);
  dossier.set_position(last);
  return dossier;
}

}  // namespace creditproof::record_store
