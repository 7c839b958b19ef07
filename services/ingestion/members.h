// The records of each source and kind, for the sweep of a snapshot.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "creditproof/record/v1/record.pb.h"
#include "libs/kv/store.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// Of family `index`: "t" || source id || 0 || kind (1 byte) || record id (32)
// -> area (1 byte) || DecisionKey, both of its latest revision. Written by
// ApplyToIndex alone.
std::string MemberPrefix(absl::string_view source_id,
                         record::v1::RecordKind kind);

void PutMember(const record::v1::Record& record, View& view);

struct Member {
  std::string record_id;
  record::v1::Area area{};
  std::string decision_key;
  v1::IndexedRecord indexed;
};

// At most `limit` members of a source and kind behind `record_id`, in order of
// their ids.
absl::StatusOr<std::vector<Member>> MembersAfter(const kv::Store& store,
                                                 const View& view,
                                                 absl::string_view source_id,
                                                 record::v1::RecordKind kind,
                                                 absl::string_view record_id,
                                                 std::size_t limit);

// 8 bytes that all records and rows of one decision share, whoever they name:
// from the folded document number, else from the decision date. Empty when
// there is neither.
std::string DecisionKey(const record::v1::Record& record);

// What the DecisionKey may be of a record that a row, of which `record` was
// read, is about: a list may come with numbers one day and without the next.
std::vector<std::string> DecisionKeys(const record::v1::Record& record);

}  // namespace creditproof::ingestion
