// The proofs that the CMS of a report holds: signatures and time stamp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/report/cms_frame.h"
#include "libs/report/document_hash.h"
#include "libs/report/time_stamp.h"

namespace creditproof::report {

// All whose signatures count.
struct Known {
  const std::vector<CmsFrame>& issuers;
  const std::vector<Stamper>& stampers;
};

// Whose signatures a file carries, and when the first was stamped.
struct Proofs {
  std::vector<const CmsFrame*> signers;  // of Known
  std::optional<absl::Time> stamped_at;
  const Stamper* stamper = nullptr;  // by whom
};

// What `cms` proves. It is a function of issuers, digests, signature values and
// what an authority signed: it is made anew with those it holds and must come
// out the same. Nothing else in it is looked at. Fails with INVALID_ARGUMENT.
absl::StatusOr<Proofs> ReadProofs(absl::string_view cms,
                                  const DocumentDigests& document,
                                  const Known& known);

// The signed data says what the file must carry, so that nothing can be left
// out. Fails with INVALID_ARGUMENT.
absl::Status CheckDemanded(const std::string& report_data,
                           const Proofs& proofs);

}  // namespace creditproof::report
