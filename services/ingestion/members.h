// The records of each source and kind, for the sweep of a snapshot.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "creditproof/record/v1/record.pb.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

struct Member {
  std::string key;  // of its row in the table (table_index.h)
  std::string record_id;
  v1::IndexedRecord indexed;
};

// At most `limit` records of a source and kind that stand in its table behind
// the row `after` (empty: from its first), in order of their keys.
absl::StatusOr<std::vector<Member>> MembersAfter(const View& view,
                                                 absl::string_view source_id,
                                                 record::v1::RecordKind kind,
                                                 absl::string_view after,
                                                 std::size_t limit);

// 8 bytes that all records and rows of one decision share, whoever they name:
// from the folded document number, else from the decision date. Empty when
// there is neither.
std::string DecisionKey(const record::v1::Record& record);

// What the DecisionKey may be of a record that a row, of which `record` was
// read, is about: a list may come with numbers one day and without the next.
std::vector<std::string> DecisionKeys(const record::v1::Record& record);

}  // namespace creditproof::ingestion
