// Identity numbers on their way into a record.
#pragma once

#include <google/protobuf/repeated_ptr_field.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "creditproof/record/v1/record.pb.h"
#include "libs/crypto/sealer.h"

namespace creditproof::ingestion {

// Adds `numbers` (column id, number in the clear) to `columns`, sealed in the
// context "`owner`|<column id>". `columns` are in order of id and remain so.
// `owner` is the subject's credit code, or the hold id of a row whose subject
// is in doubt.
absl::Status SealInto(
    const std::vector<std::pair<std::string, std::string>>& numbers,
    absl::string_view owner, const crypto::Sealer& sealer,
    google::protobuf::RepeatedPtrField<record::v1::Column>& columns);

// Seals what was sealed for the owner `from` in `columns` for the owner `to`.
absl::Status Reseal(
    absl::string_view from, absl::string_view to, const crypto::Sealer& sealer,
    google::protobuf::RepeatedPtrField<record::v1::Column>& columns);

}  // namespace creditproof::ingestion
