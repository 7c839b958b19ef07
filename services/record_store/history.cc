#include "services/record_store/history.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/changelog/mark.h"
#include "libs/record/dossier.h"
#include "libs/record/subject_name.h"
#include "services/record_store/append_times.h"
#include "services/record_store/families.h"

namespace creditproof::record_store {
namespace {

using changelog::DecodedEntry;
using record::v1::SubjectDossier;

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

}  // namespace

absl::Status SubjectNotFound(const CreditCode& code) {
  return base::Error(absl::StatusCode::kNotFound,
                     base::Reason::REASON_SUBJECT_NOT_FOUND,
                     absl::StrCat("nothing is known of ", code.text()),
                     {{"subject", code.text()}});
}

absl::StatusOr<std::unique_ptr<History>> History::Open(
    kv::Store& store, const PartitionSet& partitions) {
  std::unique_ptr<History> history(new History(store));
  for (const std::uint32_t partition : partitions.served()) {
    ASSIGN_OR_RETURN(const changelog::Mark mark,
                     changelog::ReadMark(store, kMeta, partition));
    RETURN_IF_ERROR(history->MakeTimes(partition, mark.position));
    history->progress_.Publish(partition, {mark.position, mark.append_time});
  }
  return history;
}

absl::Status History::MakeTimes(std::uint32_t partition,
                                std::uint64_t position) {
  const auto known = AppendTimeAt(store_, partition, position);
  if (!absl::IsDataLoss(known.status())) return known.status();
  return MakeAppendTimes(partition, store_);
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
    batch.Put(kChanges,
              ChangeKey(partition, entry.change.credit_code(), entry.position),
              ChangeValue(entry));
    if (entry.change.has_kind_declared()) {
      PutKindName(partition, entry.position, entry.change.kind_declared(),
                  batch);
    }
  }
  PutAppendTimes(partition, entries, progress_.Applied(partition).data_time,
                 batch);
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
  bool found = false;
  RETURN_IF_ERROR(Visit(partition, code, 0, [&](const StoredChange& stored) {
    if (stored.position > last) return false;
    record::ApplyChange(stored.change, stored.position, dossier);
    found = true;
    return true;
  }));
  if (!found) return SubjectNotFound(code);
  dossier.set_name(record::SubjectName(code));
  dossier.set_partition(partition);
  dossier.set_position(last);
  return dossier;
}

absl::StatusOr<SubjectDossier> History::ReadAt(std::uint32_t partition,
                                               const CreditCode& code,
                                               absl::Time as_of) const {
  const std::uint64_t applied = progress_.Applied(partition).position;
  std::uint64_t last = 0;
  RETURN_IF_ERROR(
      store_.Scan(kChanges, ChangePrefix(partition, code.text()), "",
                  [&](absl::string_view key, absl::string_view value) {
                    if (PositionOf(key) > applied) return false;
                    if (AppendTimeOf(value) <= as_of) last = PositionOf(key);
                    return true;
                  }));
  if (last == 0) return SubjectNotFound(code);
  return Read(partition, code, last);
}

absl::Status History::Visit(std::uint32_t partition, const CreditCode& code,
                            std::uint64_t after_position,
                            absl::FunctionRef<bool(StoredChange)> visit) const {
  absl::Status broken;
  RETURN_IF_ERROR(store_.Scan(
      kChanges, ChangePrefix(partition, code.text()),
      ChangeKey(partition, code.text(), after_position),
      [&](absl::string_view key, absl::string_view value) {
        absl::StatusOr<StoredChange> stored = DecodeChange(key, value);
        broken = stored.status();
        return stored.ok() && visit(*std::move(stored));
      }));
  return broken;
}

absl::StatusOr<StoredChange> History::Find(std::uint32_t partition,
                                           const CreditCode& code,
                                           std::uint64_t position) const {
  const std::string key = ChangeKey(partition, code.text(), position);
  ASSIGN_OR_RETURN(const std::string value, store_.Get(kChanges, key));
  return DecodeChange(key, value);
}

absl::Status History::NameKinds(std::uint32_t partition,
                                const std::set<int>& kinds,
                                std::uint64_t as_of_position,
                                KindNames& names) const {
  return AddKindNames(store_, partition, kinds, as_of_position, names);
}

}  // namespace creditproof::record_store
