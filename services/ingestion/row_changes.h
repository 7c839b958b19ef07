// The changes that one row, or one act by call, makes.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "services/ingestion/act.h"
#include "services/ingestion/acting.h"
#include "services/ingestion/origin.h"

namespace creditproof::ingestion {

// Gives each change its provenance and an append id that follows from source,
// delivery, row (or id of the act), the change's place among its changes,
// subject and content: no two changes ever share one. The ids of a delivery
// follow each other in order of its rows, which the log finds and stores in
// less time than if they lay all over.
class RowChanges {
 public:
  // `act` must outlive this.
  RowChanges(const Origin& origin, std::int64_t row, Act& act);

  // By call. No other call has the same `act_id`.
  RowChanges(absl::string_view source_id, const Acting& acting,
             absl::string_view act_id, Act& act);

  // Completes `change` and appends it.
  absl::Status Append(absl::string_view credit_code,
                      changelog::v1::Change& change);

  View& view() { return act_.view(); }
  const View& view() const { return act_.view(); }

  // Whether the source itself acts, by call.
  bool by_source() const { return provenance_.ground() == kSourceGround; }

  absl::Time now() const { return act_.now(); }

 private:
  Act& act_;
  changelog::v1::Provenance provenance_;
  const std::string cause_id_;  // of the delivery, or the act
  int appended_ = 0;
};

}  // namespace creditproof::ingestion
