// Two states of the same thing, field by field.
#pragma once

#include <vector>

#include "creditproof/record/v1/record_service.pb.h"

namespace creditproof::record_store {

// The fields that differ, as people read them: enumerations by their Chinese
// names. Of sealed numbers only that they differ. Columns are sorted by id.
std::vector<record::v1::FieldDifference> Differences(
    const record::v1::Registration& first,
    const record::v1::Registration& second);
std::vector<record::v1::FieldDifference> Differences(
    const record::v1::CurrentRecord& first,
    const record::v1::CurrentRecord& second);

}  // namespace creditproof::record_store
