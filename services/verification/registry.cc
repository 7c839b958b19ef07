#include "services/verification/registry.h"

#include <google/protobuf/util/message_differencer.h>
#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/hash/hash.h"
#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"

namespace creditproof::verification {

using base::Reason;
using claim::ReportNumber;
using google::protobuf::util::MessageDifferencer;
using google::protobuf::util::TimeUtil;
using v1::RegisteredReport;

namespace {

bool IsSame(RegisteredReport registered, const RegisteredReport& report) {
  registered.clear_register_time();
  return MessageDifferencer::Equals(registered, report);
}

absl::Status CheckKeysActive(const RegisteredReport& report,
                             const keys::KeyHistory& keys) {
  const auto& fingerprints = report.key_fingerprints();
  const absl::Status active =
      keys.CheckMaySign({fingerprints.begin(), fingerprints.end()});
  if (active.ok()) return active;
  return base::InvalidField("report.key_fingerprints", active.message());
}

std::string SupersededKey(absl::string_view number) {
  return absl::StrCat(number, "/superseded");
}

}  // namespace

absl::Status UnreadableReport(const std::string& number) {
  return base::Error(
      absl::StatusCode::kDataLoss, Reason::REASON_STORE_CORRUPT,
      absl::StrCat("the registered report is unreadable: ", number),
      {{"key", number}});
}

bool IsRevokedByKey(const RegisteredReport& report,
                    const keys::KeyHistory& keys) {
  const absl::Time registered = absl::FromUnixMicros(
      TimeUtil::TimestampToMicroseconds(report.register_time()));
  return std::any_of(report.key_fingerprints().begin(),
                     report.key_fingerprints().end(),
                     [&](const std::string& fingerprint) {
                       return keys.RevokedAt(fingerprint, registered);
                     });
}

absl::StatusOr<RegisteredReport> Registry::Find(
    const ReportNumber& number) const {
  const absl::StatusOr<std::string> value = store_.Get(reports_, number.text());
  if (absl::IsNotFound(value.status())) {
    return base::Error(absl::StatusCode::kNotFound,
                       Reason::REASON_REPORT_NOT_FOUND,
                       absl::StrCat("no such report: ", number.text()),
                       {{"number", number.text()}});
  }
  RETURN_IF_ERROR(value.status());
  RegisteredReport report;
  if (!report.ParseFromString(*value) || !report.has_register_time()) {
    return UnreadableReport(number.text());
  }
  return report;
}

absl::StatusOr<bool> Registry::IsSuperseded(const ReportNumber& number) const {
  ASSIGN_OR_RETURN(const std::optional<std::string> by,
                   store_.Find(reports_, SupersededKey(number.text())));
  return by.has_value();
}

absl::StatusOr<std::optional<RegisteredReport>> Registry::FindPdf(
    absl::string_view pdf_sha256) const {
  ASSIGN_OR_RETURN(const std::optional<std::string> text,
                   store_.Find(digests_, pdf_sha256));
  if (!text.has_value()) return std::nullopt;
  const absl::StatusOr<ReportNumber> number = ReportNumber::Parse(*text);
  if (!number.ok()) return UnreadableReport(*text);
  ASSIGN_OR_RETURN(RegisteredReport report, Find(*number));
  return report;
}

absl::Status Registry::ForEach(
    absl::FunctionRef<absl::Status(const RegisteredReport&)> visit) const {
  absl::Status visited;
  const auto take = [&](absl::string_view key, absl::string_view value) {
    if (key.size() != ReportNumber::kLength) return true;  // superseded
    RegisteredReport report;
    const bool read =
        report.ParseFromArray(value.data(), static_cast<int>(value.size()));
    visited = read ? visit(report) : UnreadableReport(std::string(key));
    return visited.ok();
  };
  RETURN_IF_ERROR(store_.Scan(reports_, "", "", take));
  return visited;
}

absl::StatusOr<RegisteredReport> Registry::Register(
    const ProvenReport& report, const keys::KeyHistory& keys, absl::Time now) {
  const std::lock_guard lock(StripeOf(report.number));
  const absl::StatusOr<RegisteredReport> registered = Find(report.number);
  if (registered.ok()) {
    if (IsSame(*registered, report.report)) return registered;
    return base::Error(
        absl::StatusCode::kAlreadyExists, Reason::REASON_REPORT_CONFLICT,
        absl::StrCat("another report is registered as ", report.number.text()),
        {{"number", report.number.text()}});
  }
  if (!absl::IsNotFound(registered.status())) return registered;
  RETURN_IF_ERROR(CheckKeysActive(report.report, keys));
  RETURN_IF_ERROR(CheckReplaces(report));
  RETURN_IF_ERROR(CheckUnchanged(report));

  RegisteredReport stored = report.report;
  *stored.mutable_register_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now));
  kv::Batch batch(store_);
  if (const std::string& earlier = report.data.replaces(); !earlier.empty()) {
    batch.Put(reports_, SupersededKey(earlier), report.number.text());
  }
  batch.Put(reports_, report.number.text(), stored.SerializeAsString());
  batch.Put(digests_, report.report.pdf_sha256(), report.number.text());
  RETURN_IF_ERROR(store_.Commit(std::move(batch), kv::Durability::kSynced));
  return stored;
}

// Nobody's report may mark another's as superseded.
absl::Status Registry::CheckReplaces(const ProvenReport& report) const {
  if (report.data.replaces().empty()) return absl::OkStatus();
  const absl::Status no_report = base::InvalidField(
      "report.report_data", "replaces no report of its subject");
  const absl::StatusOr<ReportNumber> number =
      ReportNumber::Parse(report.data.replaces());
  if (!number.ok() || number->text() != report.data.replaces()) {
    return no_report;
  }
  const absl::StatusOr<RegisteredReport> earlier = Find(*number);
  if (absl::IsNotFound(earlier.status())) return no_report;
  RETURN_IF_ERROR(earlier.status());
  ASSIGN_OR_RETURN(const report::v1::ReportData data,
                   claim::ParseReportData(earlier->report_data()));
  return data.subject().credit_code() == report.code.text() ? absl::OkStatus()
                                                            : no_report;
}

absl::Status Registry::CheckUnchanged(const ProvenReport& report) const {
  ASSIGN_OR_RETURN(const LastChanges last, changes_.Of(report.code));
  ASSIGN_OR_RETURN(const std::uint64_t policy,
                   changes_.LastRules(report.data.partition()));
  const std::uint64_t changed =
      std::max(LastStopping(last, report.data), policy);
  const std::uint64_t position = report.data.position();
  if (changed <= position) return absl::OkStatus();
  const std::string now = absl::StrCat(changed);
  const std::string then = absl::StrCat(position);
  return base::Error(absl::StatusCode::kAborted, Reason::REASON_SUBJECT_CHANGED,
                     absl::StrCat("the subject or the policy changed at ", now,
                                  ", after ", then),
                     {{"position", then}, {"changed_position", now}});
}

std::mutex& Registry::StripeOf(const ReportNumber& number) {
  return stripes_[absl::HashOf(number.text()) % stripes_.size()];
}

}  // namespace creditproof::verification
