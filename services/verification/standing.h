// Whether a genuine report still holds: 01 to 04, or 10.
#pragma once

#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/verification/v1/verification_service.pb.h"
#include "libs/report/key_folder.h"
#include "services/verification/freshness.h"
#include "services/verification/registry.h"
#include "services/verification/subject_changes.h"
#include "services/verification/verdict_text.h"

namespace creditproof::verification {

// Thread-safe.
class Standing {
 public:
  using Answer = absl::StatusOr<v1::VerifyReportResponse>;

  // What is referred to must outlive it.
  Standing(const Registry& registry, const SubjectChanges& changes,
           Freshness& freshness, report::KeySource keys)
      : registry_(registry),
        changes_(changes),
        freshness_(freshness),
        keys_(std::move(keys)) {}

  // Of a report that is proven to be this one, by what was `presented`.
  Answer Of(const v1::RegisteredReport& report, Presented presented) const;

 private:
  Answer OfUnrevoked(const v1::RegisteredReport& report,
                     const report::v1::ReportData& data,
                     Presented presented) const;
  absl::StatusOr<bool> Changed(const report::v1::ReportData& data,
                               const LastChanges& last, absl::Time as_of) const;

  const Registry& registry_;
  const SubjectChanges& changes_;
  Freshness& freshness_;
  const report::KeySource keys_;
};

}  // namespace creditproof::verification
