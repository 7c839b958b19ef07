// The registry of issued reports: what stands in it was issued here.
#pragma once

#include <array>
#include <mutex>
#include <optional>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/keys/key_history.h"
#include "libs/kv/store.h"
#include "services/verification/proven_report.h"
#include "services/verification/subject_changes.h"

namespace creditproof::verification {

// DATA_LOSS (STORE_CORRUPT) about what is registered as `number`.
absl::Status UnreadableReport(const std::string& number);

// Whether it was registered when others had a key that signed it. Registry time
// decides: a report may say that it was issued at any time.
bool IsRevokedByKey(const v1::RegisteredReport& report,
                    const keys::KeyHistory& keys);

// Thread-safe.
//
// Layout: family `reports`: report number -> serialized RegisteredReport;
// report number || "/superseded" -> number of the report that took its place.
// Family `digests`: SHA-256 of the PDF -> report number.
class Registry {
 public:
  // `store` and `changes` must outlive the registry.
  Registry(kv::Store& store, kv::Family reports, kv::Family digests,
           const SubjectChanges& changes)
      : store_(store),
        reports_(reports),
        digests_(digests),
        changes_(changes) {}

  // Fails with NOT_FOUND (REPORT_NOT_FOUND).
  absl::StatusOr<v1::RegisteredReport> Find(
      const claim::ReportNumber& number) const;

  // Whether a later report of the same subject took the place of this one.
  absl::StatusOr<bool> IsSuperseded(const claim::ReportNumber& number) const;

  // The report whose PDF has this SHA-256.
  absl::StatusOr<std::optional<v1::RegisteredReport>> FindPdf(
      absl::string_view pdf_sha256) const;

  // Visits every registered report, in no particular order, until `visit`
  // fails.
  absl::Status ForEach(
      absl::FunctionRef<absl::Status(const v1::RegisteredReport&)> visit) const;

  // Registers on disk, as of `now`, and returns what is registered. The same
  // report again is OK, whatever changed since. What it replaces is superseded
  // with the same write. Fails with ALREADY_EXISTS (REPORT_CONFLICT),
  // INVALID_ARGUMENT (INVALID_FIELD) when a key of the report is not ACTIVE by
  // `keys`, or it replaces what is no report of its subject, or ABORTED
  // (SUBJECT_CHANGED) when, as far as `changes` has followed, something
  // happened to the subject, or another policy became active, after the
  // report's position.
  absl::StatusOr<v1::RegisteredReport> Register(const ProvenReport& report,
                                                const keys::KeyHistory& keys,
                                                absl::Time now);

 private:
  absl::Status CheckReplaces(const ProvenReport& report) const;
  absl::Status CheckUnchanged(const ProvenReport& report) const;
  std::mutex& StripeOf(const claim::ReportNumber& number);

  kv::Store& store_;
  const kv::Family reports_;
  const kv::Family digests_;
  const SubjectChanges& changes_;
  std::array<std::mutex, 64> stripes_;  // by number
};

}  // namespace creditproof::verification
