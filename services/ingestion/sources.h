// The sources, as far as they are known here.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "creditproof/ingestion/v1/source_service.pb.h"
#include "services/ingestion/act.h"
#include "services/ingestion/origin.h"

namespace creditproof::ingestion {

// What the log says of a source is in the index; who may deliver for it is
// kept beside the log. Layout of family `sources`: source id -> Source, of
// which only `client_names` and `etag` are set. An etag follows from the
// content and the etag before: it never returns.
//
// Fails with NOT_FOUND (SOURCE_NOT_FOUND).
absl::StatusOr<v1::Source> FindSource(const View& view,
                                      absl::string_view source_id);

// Adds a source that is not there yet. `client` is who asked for it.
absl::Status AddSource(absl::string_view source_id, const v1::Source& source,
                       absl::string_view client, Act& act);

// Replaces what a source says of itself; when it delivered stays, and what it
// looked at as far as it still answers for it. Fails with NOT_FOUND
// (SOURCE_NOT_FOUND).
absl::Status ChangeSource(absl::string_view source_id, const v1::Source& source,
                          absl::string_view client, Act& act);

// Says in every partition's log that the delivery `origin`, of records, which
// began when its source was `begun`, has ended now: somebody looked.
absl::Status NoteDelivery(const Origin& origin,
                          const changelog::v1::SourceState& begun, Act& act);

// What a source says of itself, without output fields and in a fixed order:
// equal sources are equal bytes.
v1::Source NormalSource(v1::Source source);

}  // namespace creditproof::ingestion
