// What report-rendering keeps: requests under way, and reports for ever.
//
// A signed report is on disk before Keep returns. What is written besides is
// on disk with the next synced write of the database, which is written in the
// order of the calls: what led to a report that is kept never lacks, and a
// release is on disk with the audit entry that is waited for before the report
// is handed out (docs/adr/0032-a-report-waits-for-two-syncs.md). A kill of the
// process loses nothing of either.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "creditproof/report/v1/report_service.pb.h"
#include "creditproof/report/v1/stored_report.pb.h"
#include "libs/kv/store.h"
#include "services/report_rendering/prefix_store.h"
#include "services/report_rendering/press.h"
#include "services/report_rendering/report_index.h"
#include "services/report_rendering/report_name.h"
#include "services/report_rendering/used_templates.h"

namespace creditproof::report_rendering {

// Thread-safe; calls about one name must not overlap.
//
// Layout, numbers big-endian. Family `intents`: name key -> Intent. Family
// `reports`: name key || SHA-256 of the PDF -> StoredReport, one for each
// attempt, so that a later attempt leaves the bytes of an earlier one alone.
// Family `meta`: "index/" || partition (4) -> status indices given out there
// (4); "open/" || name key -> "" while nothing is released; what PrefixStore,
// UsedTemplates and ReportIndex keep; "indexed" -> "" once that is complete.
class ReportStore {
 public:
  struct Families {
    kv::Family intents;
    kv::Family reports;
    kv::Family meta;
  };

  // `store` must outlive this object.
  ReportStore(kv::Store& store, Families families,
              std::uint32_t partition_count);

  struct Begun {
    report::v1::Intent intent;
    bool is_new;  // nothing was ever kept under it
  };

  // The intent to issue `name`, written the first time.
  absl::StatusOr<Begun> Begin(const ReportName& name,
                              absl::string_view request_sha256);

  // Gives what was begun and not released to another request.
  absl::Status TakeOver(const ReportName& name,
                        absl::string_view request_sha256);

  // The begun intent's status index, which no other kept report has.
  absl::StatusOr<std::uint32_t> StatusIndex(const ReportName& name);

  // Forgets the intent, unless reports were stored for it: they may have been
  // registered, or released.
  absl::Status Forget(const ReportName& name);

  // Stores a signed report, on disk, and with it that it was begun.
  absl::Status Keep(const ReportName& name, const Printed& printed,
                    report::v1::StoredReport stored);

  // SHA-256 of the PDF of each report stored under `name`.
  absl::StatusOr<std::vector<std::string>> Attempts(
      const ReportName& name) const;

  // Drops an attempt that the registry refused.
  absl::Status Discard(const ReportName& name, absl::string_view pdf_sha256);

  // Drops every attempt of that time, of what is not released.
  absl::Status DiscardIssuedBefore(const ReportName& name, absl::Time time);

  // Marks the attempt as the one handed out, lists it, and drops the others.
  absl::Status Release(const ReportName& name, absl::string_view pdf_sha256);

  // Likewise the attempt that was kept with `kept`, which is not read again.
  absl::Status Release(const ReportName& name, const report::v1::Report& kept);

  // The released answer, byte for byte. Fails with NOT_FOUND
  // (REPORT_NOT_FOUND), FAILED_PRECONDITION (REPORT_PRUNED), or DATA_LOSS when
  // its bytes are not what was signed.
  absl::StatusOr<report::v1::IssueReportResponse> Released(
      const ReportName& name) const;

  // What was released, also when its bytes were removed since. Fails with
  // NOT_FOUND (REPORT_NOT_FOUND).
  absl::StatusOr<report::v1::Report> Describe(const ReportName& name) const;

  // What was released of each subject, and what is due to be removed.
  const ReportIndex& index() const { return index_; }

  // What drew the reports that are kept.
  UsedTemplates& templates() { return templates_; }

  // Removes the released bytes: whoever asks meanwhile gets all or nothing.
  absl::Status Prune(const ReportName& name);

  // Lists what was released before there was an index. To be called before
  // anything is asked for; a cut off call is taken up by the next.
  absl::Status MakeIndex();

  // Whether it was begun and not released.
  absl::StatusOr<bool> IsOpen(const ReportName& name) const;

  // The next names that were begun and not released, 100 at most, in the order
  // of their keys, which are greater than `after` (empty for all).
  absl::StatusOr<std::vector<ReportName>> Open(absl::string_view after) const;

 private:
  absl::StatusOr<report::v1::Intent> Find(const ReportName& name) const;
  absl::StatusOr<std::uint32_t> IndicesGiven(const std::string& key,
                                             std::uint32_t partition) const;
  absl::StatusOr<report::v1::StoredReport> ReadStored(
      const ReportName& name, absl::string_view pdf_sha256) const;
  absl::StatusOr<std::string> ReadPdf(
      const ReportName& name, const report::v1::StoredReport& stored) const;
  absl::Status IndexReleased(const ReportName& name, report::v1::Intent intent,
                             kv::Batch& batch) const;

  kv::Store& store_;
  const Families families_;
  const ReportIndex index_;
  PrefixStore prefixes_;
  UsedTemplates templates_;
  const std::uint32_t partition_count_;
  std::vector<std::mutex> counters_;  // by partition: an index is given once
};

}  // namespace creditproof::report_rendering
