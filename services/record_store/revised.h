// What has revisions, by resource name.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "creditproof/record/v1/record_service.pb.h"
#include "libs/credit_code/credit_code.h"

namespace creditproof::record_store {

// A subject as a whole, its registration, or one of its records.
struct Revised {
  enum class What { kSubject, kRegistration, kRecord };

  CreditCode code;
  What what;
  std::string record_id;  // of kRecord

  // Whether `change`, one of the subject's, is about it.
  bool IsTouchedBy(const changelog::v1::Change& change) const;
};

// `subjects/{credit_code}`, `subjects/{credit_code}/registration` or
// `subjects/{credit_code}/records/{record}`. Fails with INVALID_ARGUMENT.
absl::StatusOr<Revised> ParseRevised(absl::string_view name);

// The change as it is shown: identity numbers left out.
record::v1::Revision ToRevision(changelog::v1::Change change);

}  // namespace creditproof::record_store
