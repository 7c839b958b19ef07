#include "services/verification/subject_changes.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/changelog/mark.h"
#include "libs/kv/big_endian.h"

namespace creditproof::verification {
namespace {

using changelog::DecodedEntry;
using changelog::Mark;
using record::v1::SubjectDossier;

std::string PolicyKey(std::uint32_t partition) {
  return absl::StrCat(kv::BigEndian(partition), "policy");
}

constexpr absl::string_view kRevoked = "revoked/";

// Rises whenever another thing comes to be kept of the log.
constexpr std::uint32_t kLayout = 2;
constexpr absl::string_view kLayoutKey = "layout";

std::string RevokedKey(absl::string_view report_number) {
  return absl::StrCat(kRevoked, report_number);
}

}  // namespace

absl::StatusOr<std::unique_ptr<SubjectChanges>> SubjectChanges::Open(
    kv::Store& store, const Families& families,
    const std::vector<std::uint32_t>& partitions) {
  std::unique_ptr<SubjectChanges> changes(new SubjectChanges(store, families));
  RETURN_IF_ERROR(changes->ForgetOtherLayout());
  ASSIGN_OR_RETURN(Rules rules, LoadRules(store, families.known));
  changes->rules_ = std::make_shared<const Rules>(std::move(rules));
  for (const std::uint32_t partition : partitions) {
    ASSIGN_OR_RETURN(const Mark mark,
                     changelog::ReadMark(store, families.positions, partition));
    if (mark.position == 0) continue;
    changes->progress_.Publish(partition, {mark.position, mark.append_time});
  }
  return changes;
}

absl::Status SubjectChanges::ForgetOtherLayout() {
  ASSIGN_OR_RETURN(const std::optional<std::string> layout,
                   store_.Find(families_.positions, kLayoutKey));
  if (layout == kv::BigEndian(kLayout)) return absl::OkStatus();
  kv::Batch batch(store_);
  batch.Clear(families_.subjects);
  batch.Clear(families_.known);
  batch.Clear(families_.positions);
  batch.Put(families_.positions, kLayoutKey, kv::BigEndian(kLayout));
  return store_.Commit(std::move(batch), kv::Durability::kSynced);
}

absl::StatusOr<LastChanges> SubjectChanges::Of(const CreditCode& code) const {
  return Read(code.text());
}

absl::StatusOr<LastChanges> SubjectChanges::Read(
    const std::string& credit_code) const {
  const absl::StatusOr<std::string> value =
      store_.Get(families_.subjects, credit_code);
  if (absl::IsNotFound(value.status())) return LastChanges{};
  RETURN_IF_ERROR(value.status());
  return DecodeLastChanges(*value);
}

absl::StatusOr<SubjectDossier> SubjectChanges::DossierOf(
    absl::string_view credit_code) const {
  ASSIGN_OR_RETURN(const std::optional<std::string> value,
                   store_.Find(families_.known, credit_code));
  SubjectDossier dossier;
  if (!value.has_value() || dossier.ParseFromString(*value)) return dossier;
  return base::Error(absl::StatusCode::kDataLoss,
                     base::Reason::REASON_STORE_CORRUPT,
                     "what is known of a subject cannot be read");
}

std::shared_ptr<const Rules> SubjectChanges::rules() const {
  const std::lock_guard lock(mutex_);
  return rules_;
}

absl::StatusOr<std::optional<Revocation>> SubjectChanges::RevocationOf(
    absl::string_view report_number) const {
  ASSIGN_OR_RETURN(const std::optional<std::string> value,
                   store_.Find(families_.subjects, RevokedKey(report_number)));
  if (!value.has_value()) return std::optional<Revocation>();
  changelog::v1::Change change;
  if (!change.ParseFromString(*value)) {
    return base::Error(absl::StatusCode::kDataLoss,
                       base::Reason::REASON_STORE_CORRUPT,
                       absl::StrCat("the revocation of the report ",
                                    report_number, " cannot be read"),
                       {{"key", report_number}});
  }
  return std::optional(
      Revocation{change.report_revoked().reason(),
                 absl::FromUnixMicros(
                     google::protobuf::util::TimeUtil::TimestampToMicroseconds(
                         change.provenance().time())),
                 change.credit_code()});
}

absl::StatusOr<StruckOff> SubjectChanges::AllStruckOff(
    absl::CivilDay today) const {
  StruckOff struck_off;
  absl::Status read;
  const auto take = [&](absl::string_view key, absl::string_view value) {
    if (absl::ConsumePrefix(&key, kRevoked)) {
      struck_off.reports.emplace(key);
      return true;
    }
    const absl::StatusOr<LastChanges> last = DecodeLastChanges(value);
    read = last.status();
    if (last.ok() && IsBarred(*last, today)) struck_off.subjects.emplace(key);
    return read.ok();
  };
  RETURN_IF_ERROR(store_.Scan(families_.subjects, "", "", take));
  RETURN_IF_ERROR(read);
  return struck_off;
}

absl::StatusOr<std::uint64_t> SubjectChanges::LastRules(
    std::uint32_t partition) const {
  const absl::StatusOr<std::string> value =
      store_.Get(families_.positions, PolicyKey(partition));
  if (absl::IsNotFound(value.status())) return 0;
  RETURN_IF_ERROR(value.status());
  return kv::ReadBigEndian<std::uint64_t>(*value);
}

absl::StatusOr<changelog::Applier::Applied> SubjectChanges::Start(
    std::uint32_t partition) {
  ASSIGN_OR_RETURN(Mark mark,
                   changelog::ReadMark(store_, families_.positions, partition));
  return Applied{mark.position, std::move(mark.running_sha256)};
}

absl::Status SubjectChanges::Apply(std::uint32_t partition,
                                   const std::vector<DecodedEntry>& entries) {
  if (entries.empty()) return absl::OkStatus();
  kv::Batch batch(store_);
  std::map<std::string, Touched> touched;
  for (const DecodedEntry& entry : entries) {
    if (IsRule(entry.change)) {
      batch.Put(families_.positions, PolicyKey(partition),
                kv::BigEndian(entry.position));
      PutRule(entry.change, families_.known, batch);
    }
    const std::string& code = entry.change.credit_code();
    if (code.empty()) continue;
    const auto [subject, first] = touched.try_emplace(code);
    if (first) {
      ASSIGN_OR_RETURN(subject->second.last, Read(code));
      ASSIGN_OR_RETURN(subject->second.dossier, DossierOf(code));
    }
    Note(entry.change, entry.position, subject->second.last);
    TakeChange(entry.change, entry.position, subject->second.dossier);
    if (entry.change.has_report_revoked()) {
      batch.Put(families_.subjects,
                RevokedKey(entry.change.report_revoked().report_number()),
                entry.change.SerializeAsString());
    }
  }

  for (const auto& [code, now] : touched) {
    batch.Put(families_.subjects, code, EncodeLastChanges(now.last));
    batch.Put(families_.known, code, now.dossier.SerializeAsString());
  }
  const DecodedEntry& end = entries.back();
  batch.Put(families_.positions, changelog::MarkKey(partition),
            changelog::EncodeMark(
                {end.position, end.append_time, end.running_sha256}));
  // What is lost with the machine is read from the log again.
  RETURN_IF_ERROR(store_.Commit(std::move(batch), kv::Durability::kBuffered));
  PublishRules(entries);
  progress_.Publish(partition, {end.position, end.append_time});
  return absl::OkStatus();
}

// Those of every partition are the same, and come one by one.
void SubjectChanges::PublishRules(const std::vector<DecodedEntry>& entries) {
  if (!std::any_of(entries.begin(), entries.end(),
                   [](const DecodedEntry& e) { return IsRule(e.change); })) {
    return;
  }
  const std::lock_guard lock(mutex_);
  auto next = std::make_shared<Rules>(*rules_);
  for (const DecodedEntry& entry : entries) TakeRule(entry.change, *next);
  rules_ = std::move(next);
}

}  // namespace creditproof::verification
