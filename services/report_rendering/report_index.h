// Which reports a subject has, by time, and which need be kept no longer.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "creditproof/report/v1/report_service.pb.h"
#include "libs/kv/store.h"
#include "services/report_rendering/report_name.h"

namespace creditproof::report_rendering {

// Thread-safe.
//
// Layout, in one family, numbers big-endian: "released/" || credit code ||
// issue time, seconds, inverted (8) || number -> "", the newest of a subject
// first; "keep/" || keep_until_time, seconds (8) || name key -> "", the next to
// be removed first.
class ReportIndex {
 public:
  // `store` must outlive this object.
  ReportIndex(const kv::Store& store, kv::Family family)
      : store_(store), family_(family) {}

  // Adds a report with the batch that releases it.
  void Add(const ReportName& name, const report::v1::Report& report,
           kv::Batch& batch) const;

  // It is kept no longer; it stays in the list.
  void RemoveFromKept(const ReportName& name, const report::v1::Report& report,
                      kv::Batch& batch) const;

  // A place in the list, and whose it is.
  struct Listed {
    std::string key;
    ReportName name;
  };

  // The subject's next reports behind the place `after` (empty for the
  // beginning) that were issued before `end`, from `start` on, newest first.
  absl::StatusOr<std::vector<Listed>> List(const CreditCode& code,
                                           absl::string_view after,
                                           absl::Time start, absl::Time end,
                                           std::size_t most) const;

  // Reports to be kept until `now` at the latest, the oldest first.
  absl::StatusOr<std::vector<ReportName>> Due(absl::Time now,
                                              std::size_t most) const;

 private:
  const kv::Store& store_;
  const kv::Family family_;
};

}  // namespace creditproof::report_rendering
