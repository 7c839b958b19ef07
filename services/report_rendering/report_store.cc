#include "services/report_rendering/report_store.h"

#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "libs/kv/big_endian.h"
#include "services/report_rendering/attached_data.h"

namespace creditproof::report_rendering {
namespace {

using base::Reason;
using report::v1::Intent;
using report::v1::IssueReportResponse;
using report::v1::Report;
using report::v1::ReportData;
using report::v1::StoredReport;

constexpr std::size_t kOpenNames = 100;
constexpr std::size_t kBatchBytes = 1 << 20;

std::string Key(absl::string_view prefix, absl::string_view rest) {
  return absl::StrCat(prefix, rest);
}

// What is written down of `name` is missing or wrong, unless `read` says that
// storage itself failed.
absl::Status Unreadable(const absl::Status& read, const ReportName& name) {
  if (!read.ok() && !absl::IsNotFound(read)) return read;
  return base::Error(
      absl::StatusCode::kDataLoss, Reason::REASON_STORE_CORRUPT,
      absl::StrCat("what is stored of the report is unreadable: ", name.text()),
      {{"key", name.text()}});
}

absl::Status Pruned(const ReportName& name) {
  return base::Error(
      absl::StatusCode::kFailedPrecondition, Reason::REASON_REPORT_PRUNED,
      absl::StrCat("the report's bytes were removed at the end of the time for "
                   "which policy has them kept: ",
                   name.number.text(), "; it can still be verified"),
      {{"number", name.number.text()}});
}

absl::Status NotFound(const ReportName& name) {
  return base::Error(absl::StatusCode::kNotFound,
                     Reason::REASON_REPORT_NOT_FOUND,
                     absl::StrCat("no such report: ", name.number.text()),
                     {{"number", name.number.text()}});
}

}  // namespace

ReportStore::ReportStore(kv::Store& store, Families families,
                         std::uint32_t partition_count)
    : store_(store),
      families_(families),
      index_(store, families.meta),
      prefixes_(store, families.meta),
      templates_(store, families.meta),
      partition_count_(partition_count),
      counters_(partition_count) {}

absl::StatusOr<Intent> ReportStore::Find(const ReportName& name) const {
  const absl::StatusOr<std::string> value =
      store_.Get(families_.intents, name.key());
  if (absl::IsNotFound(value.status())) return NotFound(name);
  RETURN_IF_ERROR(value.status());
  Intent intent;
  if (!intent.ParseFromString(*value)) return Unreadable({}, name);
  return intent;
}

absl::StatusOr<ReportStore::Begun> ReportStore::Begin(
    const ReportName& name, absl::string_view request_sha256) {
  absl::StatusOr<Intent> begun = Find(name);
  if (begun.ok()) return Begun{*std::move(begun), false};
  if (!absl::IsNotFound(begun.status())) return begun.status();

  Intent intent;
  intent.set_request_sha256(request_sha256.data(), request_sha256.size());
  kv::Batch batch(store_);
  batch.Put(families_.meta, Key("open/", name.key()), "");
  batch.Put(families_.intents, name.key(), intent.SerializeAsString());
  RETURN_IF_ERROR(store_.Commit(std::move(batch), kv::Durability::kBuffered));
  return Begun{std::move(intent), true};
}

absl::Status ReportStore::TakeOver(const ReportName& name,
                                   absl::string_view request_sha256) {
  ASSIGN_OR_RETURN(Intent intent, Find(name));
  intent.set_request_sha256(request_sha256.data(), request_sha256.size());
  kv::Batch batch(store_);
  batch.Put(families_.intents, name.key(), intent.SerializeAsString());
  return store_.Commit(std::move(batch), kv::Durability::kSynced);
}

absl::StatusOr<std::uint32_t> ReportStore::StatusIndex(const ReportName& name) {
  ASSIGN_OR_RETURN(Intent intent, Find(name));
  if (intent.has_status_index()) return intent.status_index();

  const std::uint32_t partition = name.number.PartitionUnder(partition_count_);
  const std::string counter_key = Key("index/", kv::BigEndian(partition));
  // Held over the commit: a counter must not be written before a lower one.
  const std::lock_guard lock(counters_[partition]);
  ASSIGN_OR_RETURN(const std::uint32_t count,
                   IndicesGiven(counter_key, partition));
  intent.set_status_index(count * partition_count_ + partition);
  kv::Batch batch(store_);
  batch.Put(families_.meta, counter_key, kv::BigEndian(count + 1));
  batch.Put(families_.intents, name.key(), intent.SerializeAsString());
  RETURN_IF_ERROR(store_.Commit(std::move(batch), kv::Durability::kBuffered));
  return intent.status_index();
}

absl::StatusOr<std::uint32_t> ReportStore::IndicesGiven(
    const std::string& key, std::uint32_t partition) const {
  const absl::StatusOr<std::string> value = store_.Get(families_.meta, key);
  if (absl::IsNotFound(value.status())) return 0;
  RETURN_IF_ERROR(value.status());
  const auto count = kv::ReadBigEndian<std::uint32_t>(*value);
  constexpr std::uint32_t kMost = std::numeric_limits<std::uint32_t>::max();
  if (count >= kMost / partition_count_) {
    return absl::ResourceExhaustedError(absl::StrCat(
        "every status index of partition ", partition, " is given out"));
  }
  return count;
}

absl::Status ReportStore::Forget(const ReportName& name) {
  const absl::StatusOr<Intent> intent = Find(name);
  if (absl::IsNotFound(intent.status())) return absl::OkStatus();
  RETURN_IF_ERROR(intent.status());
  ASSIGN_OR_RETURN(const std::vector<std::string> attempts, Attempts(name));
  if (!attempts.empty() || !intent->released_pdf_sha256().empty()) {
    return absl::OkStatus();
  }
  kv::Batch batch(store_);
  batch.Delete(families_.intents, name.key());
  batch.Delete(families_.meta, Key("open/", name.key()));
  return store_.Commit(std::move(batch), kv::Durability::kBuffered);
}

absl::Status ReportStore::Keep(const ReportName& name, const Printed& printed,
                               StoredReport stored) {
  const absl::string_view pdf = printed.pdf;
  const absl::string_view tail = pdf.substr(printed.prefix_bytes);
  ASSIGN_OR_RETURN(*stored.mutable_prefix_sha256(),
                   prefixes_.Keep(pdf.substr(0, printed.prefix_bytes)));
  stored.set_tail(tail.data(), tail.size());
  kv::Batch batch(store_);
  batch.Put(families_.reports, name.key() + stored.report().pdf_sha256(),
            stored.SerializeAsString());
  return store_.Commit(std::move(batch), kv::Durability::kSynced);
}

absl::StatusOr<std::vector<std::string>> ReportStore::Attempts(
    const ReportName& name) const {
  const std::string prefix = name.key();
  std::vector<std::string> attempts;
  RETURN_IF_ERROR(store_.Scan(families_.reports, prefix, "",
                              [&](absl::string_view key, absl::string_view) {
                                attempts.emplace_back(
                                    key.substr(prefix.size()));
                                return true;
                              }));
  return attempts;
}

absl::Status ReportStore::Discard(const ReportName& name,
                                  absl::string_view pdf_sha256) {
  kv::Batch batch(store_);
  batch.Delete(families_.reports, Key(name.key(), pdf_sha256));
  return store_.Commit(std::move(batch), kv::Durability::kBuffered);
}

absl::Status ReportStore::DiscardIssuedBefore(const ReportName& name,
                                              absl::Time time) {
  ASSIGN_OR_RETURN(const std::vector<std::string> attempts, Attempts(name));
  for (const std::string& attempt : attempts) {
    const absl::StatusOr<StoredReport> stored = ReadStored(name, attempt);
    if (!stored.ok()) continue;  // nobody knows what it was
    const std::int64_t issued = stored->report().issue_time().seconds();
    if (absl::FromUnixSeconds(issued) >= time) continue;
    RETURN_IF_ERROR(Discard(name, attempt));
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> ReportStore::IsOpen(const ReportName& name) const {
  ASSIGN_OR_RETURN(const auto open,
                   store_.Find(families_.meta, Key("open/", name.key())));
  return open.has_value();
}

absl::Status ReportStore::Release(const ReportName& name,
                                  absl::string_view pdf_sha256) {
  ASSIGN_OR_RETURN(const StoredReport stored, ReadStored(name, pdf_sha256));
  return Release(name, stored.report());
}

absl::Status ReportStore::Release(const ReportName& name, const Report& kept) {
  const std::string& pdf_sha256 = kept.pdf_sha256();
  ASSIGN_OR_RETURN(Intent intent, Find(name));
  ASSIGN_OR_RETURN(const std::vector<std::string> attempts, Attempts(name));
  intent.set_released_pdf_sha256(pdf_sha256);
  *intent.mutable_released() = kept;
  kv::Batch batch(store_);
  batch.Put(families_.intents, name.key(), intent.SerializeAsString());
  index_.Add(name, intent.released(), batch);
  batch.Delete(families_.meta, Key("open/", name.key()));
  for (const std::string& attempt : attempts) {
    if (attempt == pdf_sha256) continue;
    batch.Delete(families_.reports, name.key() + attempt);
  }
  return store_.Commit(std::move(batch), kv::Durability::kBuffered);
}

absl::StatusOr<StoredReport> ReportStore::ReadStored(
    const ReportName& name, absl::string_view pdf_sha256) const {
  const absl::StatusOr<std::string> value =
      store_.Get(families_.reports, Key(name.key(), pdf_sha256));
  StoredReport stored;
  if (!value.ok() || !stored.ParseFromString(*value)) {
    return Unreadable(value.status(), name);
  }
  return stored;
}

absl::StatusOr<std::string> ReportStore::ReadPdf(
    const ReportName& name, const StoredReport& stored) const {
  const auto prefix = prefixes_.Read(stored.prefix_sha256());
  if (!prefix.ok()) return Unreadable(prefix.status(), name);
  return absl::StrCat(**prefix, stored.tail());
}

absl::StatusOr<IssueReportResponse> ReportStore::Released(
    const ReportName& name) const {
  ASSIGN_OR_RETURN(const Intent intent, Find(name));
  const std::string& pdf_sha256 = intent.released_pdf_sha256();
  if (pdf_sha256.empty()) return NotFound(name);
  if (intent.pruned()) return Pruned(name);
  absl::StatusOr<StoredReport> stored = ReadStored(name, pdf_sha256);
  if (!stored.ok()) {  // its time may have ended since the intent was read
    ASSIGN_OR_RETURN(const Intent again, Find(name));
    return again.pruned() ? Pruned(name) : stored.status();
  }
  ASSIGN_OR_RETURN(std::string pdf, ReadPdf(name, *stored));
  if (crypto::Sha256(pdf) != pdf_sha256) return Unreadable({}, name);

  IssueReportResponse response;
  *response.mutable_verdict() = std::move(*stored->mutable_verdict());
  *response.mutable_report() = std::move(*stored->mutable_report());
  response.set_pdf(std::move(pdf));
  return response;
}

absl::StatusOr<Report> ReportStore::Describe(const ReportName& name) const {
  ASSIGN_OR_RETURN(const Intent intent, Find(name));
  if (intent.released_pdf_sha256().empty()) return NotFound(name);
  return intent.released();
}

absl::Status ReportStore::Prune(const ReportName& name) {
  ASSIGN_OR_RETURN(Intent intent, Find(name));
  intent.set_pruned(true);
  kv::Batch batch(store_);
  batch.Put(families_.intents, name.key(), intent.SerializeAsString());
  batch.Delete(families_.reports, name.key() + intent.released_pdf_sha256());
  index_.RemoveFromKept(name, intent.released(), batch);
  return store_.Commit(std::move(batch), kv::Durability::kBuffered);
}

absl::StatusOr<std::vector<ReportName>> ReportStore::Open(
    absl::string_view after) const {
  const std::string prefix = "open/";
  std::vector<ReportName> open;
  absl::Status parsed;
  RETURN_IF_ERROR(store_.Scan(families_.meta, prefix, Key(prefix, after),
                              [&](absl::string_view key, absl::string_view) {
                                absl::StatusOr<ReportName> name =
                                    ReportName::FromKey(
                                        key.substr(prefix.size()));
                                parsed = name.status();
                                if (name.ok()) open.push_back(*std::move(name));
                                return name.ok() && open.size() < kOpenNames;
                              }));
  RETURN_IF_ERROR(parsed);
  return open;
}

// What was stored before reports said it of themselves stands in their files.
absl::Status ReportStore::IndexReleased(const ReportName& name, Intent intent,
                                        kv::Batch& batch) const {
  ASSIGN_OR_RETURN(StoredReport stored,
                   ReadStored(name, intent.released_pdf_sha256()));
  ASSIGN_OR_RETURN(const std::string pdf, ReadPdf(name, stored));
  const absl::StatusOr<ReportData> data = AttachedData(pdf);
  if (data.ok()) SayOfItself(*data, *stored.mutable_report());
  *intent.mutable_released() = std::move(*stored.mutable_report());
  batch.Put(families_.intents, name.key(), intent.SerializeAsString());
  index_.Add(name, intent.released(), batch);
  return absl::OkStatus();
}

absl::Status ReportStore::MakeIndex() {
  ASSIGN_OR_RETURN(const auto indexed, store_.Find(families_.meta, "indexed"));
  if (indexed.has_value()) return absl::OkStatus();
  kv::Batch batch(store_);
  absl::Status failed;
  RETURN_IF_ERROR(store_.Scan(
      families_.intents, "", "",
      [&](absl::string_view key, absl::string_view value) {
        const absl::StatusOr<ReportName> name = ReportName::FromKey(key);
        failed = name.status();
        if (!failed.ok()) return false;
        Intent intent;
        if (!intent.ParseFromArray(value.data(),
                                   static_cast<int>(value.size()))) {
          failed = Unreadable({}, *name);
        } else if (!intent.released_pdf_sha256().empty()) {
          failed = IndexReleased(*name, std::move(intent), batch);
        }
        if (failed.ok() && batch.bytes() >= kBatchBytes) {
          failed = store_.Commit(std::exchange(batch, kv::Batch(store_)),
                                 kv::Durability::kBuffered);
        }
        return failed.ok();
      }));
  RETURN_IF_ERROR(failed);
  batch.Put(families_.meta, "indexed", "");
  return store_.Commit(std::move(batch), kv::Durability::kSynced);
}

}  // namespace creditproof::report_rendering
