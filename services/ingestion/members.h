// The records of each source and kind, for the sweep of a snapshot.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "creditproof/record/v1/record.pb.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// Of family `index`: "t" || source id || 0 || kind (1 byte) || record id (32)
// -> DecisionKey of its latest revision. Written by ApplyToIndex alone.
std::string MemberPrefix(absl::string_view source_id,
                         record::v1::RecordKind kind);

void PutMember(const record::v1::Record& record, View& view);

// 8 bytes that all records and rows of one decision share, whoever they name:
// from the folded document number, else from the decision date. Empty when
// there is neither.
std::string DecisionKey(const record::v1::Record& record);

// What the DecisionKey may be of a record that a row, of which `record` was
// read, is about: a list may come with numbers one day and without the next.
std::vector<std::string> DecisionKeys(const record::v1::Record& record);

}  // namespace creditproof::ingestion
