// Where the rows of a delivery come from.
#pragma once

#include <string>

#include "creditproof/changelog/v1/change.pb.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"

namespace creditproof::ingestion {

struct Origin {
  changelog::v1::SourceState source;
  std::string delivery_id;
  std::string client;  // the certificate name that delivers
  v1::FileKind file_kind = v1::FILE_KIND_UNSPECIFIED;
};

// The kind of record that a row of such a file is; RECORD_KIND_UNSPECIFIED for
// registrations. Declared kinds have one number for both.
record::v1::RecordKind RecordKindOf(v1::FileKind kind);

// Whether `source` may deliver such a file.
bool MayDeliver(const changelog::v1::SourceState& source, v1::FileKind kind);

}  // namespace creditproof::ingestion
