// The ids by which a row is known again: as it stands, and once it is mended.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "libs/intake/intake.h"
#include "services/ingestion/origin.h"

namespace creditproof::ingestion {

// The id of the hold that a row places, the same when the row comes again.
//
// Of a row of a record: from MatchIdOf and how it names its subject (code as
// written, region, operator), so that two subjects of one decision never share
// a hold. Where there is no match id: from source, kind and the row's bytes.
//
// Of a row of the registry: from source and code; or, the code being broken,
// from source, name, region and operator.
std::string HoldIdOf(const intake::Row& row, const Origin& origin);

// Likewise, of a row of the registry with a valid code.
std::string RegistrationHoldId(absl::string_view source_id,
                               absl::string_view credit_code);

// What a row of a record has in common with its mended version, whatever its
// code: record::QuarantineId. Empty when its name or natural key cannot be
// read, and for rows of the registry.
std::string MatchIdOf(const intake::Row& row, const Origin& origin);

// The id of the record that a row with a valid code is or would be; empty when
// its natural key cannot be read, and for rows of the registry.
std::string RecordIdOf(const intake::Row& row, const Origin& origin);

// Likewise, of the record of an open row, were it about `credit_code`.
std::string RecordIdUnder(const v1::OpenRow& open,
                          absl::string_view credit_code);

// The id of the record of a row that is good, whether or not its natural key
// can be read.
std::string TakenRecordId(const intake::Row& row, const Origin& origin);

// All three of a row, the natural key being folded once.
struct RowIds {
  std::string hold_id;
  std::string match_id;
  std::string record_id;
};
RowIds RowIdsOf(const intake::Row& row, const Origin& origin);

// The id that a row of the registry with this content has while its code is
// broken.
std::string HoldIdWithoutCode(const intake::Row& row, const Origin& origin);

}  // namespace creditproof::ingestion
