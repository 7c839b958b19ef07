// The changes that one row makes.
#pragma once

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "services/ingestion/act.h"
#include "services/ingestion/origin.h"

namespace creditproof::ingestion {

// Gives each change its provenance and an append id that follows from source,
// delivery, row, the change's place among the row's changes, subject and
// content: no two changes ever share one.
class RowChanges {
 public:
  // `act` must outlive this.
  RowChanges(const Origin& origin, std::int64_t row, Act& act);

  absl::Status Append(absl::string_view credit_code,
                      changelog::v1::Change change);

  View& view() { return act_.view(); }

 private:
  Act& act_;
  changelog::v1::Provenance provenance_;
  int appended_ = 0;
};

}  // namespace creditproof::ingestion
