// The id of the hold that a row places: what it has in common with its own
// mended version.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "libs/intake/intake.h"
#include "services/ingestion/origin.h"

namespace creditproof::ingestion {

// Of a row of a record: record::QuarantineId, the same whatever its code. When
// the natural key cannot be read: from source, kind and the row's bytes, so
// that two such rows never stand for each other.
//
// Of a row of the registry: from source and code; or, the code being broken,
// from source, name, region and operator.
std::string HoldIdOf(const intake::Row& row, const Origin& origin);

// The id of the record that a row with a valid code is or would be; empty when
// its natural key cannot be read.
std::string RecordIdOf(const intake::Row& row, const Origin& origin);

// The id that a row of the registry with this content has while its code is
// broken.
std::string HoldIdWithoutCode(const intake::Row& row, const Origin& origin);

}  // namespace creditproof::ingestion
