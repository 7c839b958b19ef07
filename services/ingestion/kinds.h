// Declared kinds of record, as far as they are known here.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "creditproof/record/v1/declared_kind.pb.h"
#include "services/ingestion/act.h"

namespace creditproof::ingestion {

// Everything about them is in the log, every version in every partition, and
// the present ones in the index.
//
// Fails with NOT_FOUND (KIND_NOT_FOUND).
absl::StatusOr<record::v1::DeclaredKind> FindKind(const View& view,
                                                  absl::string_view kind_id);

// Declares a kind that was checked and is not there yet: gives it a number.
// Fails with RESOURCE_EXHAUSTED (KINDS_EXHAUSTED).
absl::Status AddKind(record::v1::DeclaredKind kind, absl::string_view client,
                     Act& act);

// Puts the next version of a kind in force, which was checked. Fails with
// NOT_FOUND (KIND_NOT_FOUND) or INVALID_ARGUMENT (INVALID_FIELD) when it may
// not follow the present one.
absl::Status ReviseKind(record::v1::DeclaredKind kind, absl::string_view client,
                        Act& act);

// Whether there is such a kind of file, built in or declared.
absl::StatusOr<bool> IsFileKind(const View& view, int kind);

// The declared kinds that a file of `source` may be of: the one that is asked
// for, else those that the source may deliver.
absl::StatusOr<std::vector<record::v1::DeclaredKind>> DeclaredFor(
    const View& view, const changelog::v1::SourceState& source,
    v1::FileKind asked);

// Chinese; empty for RECORD_KIND_UNSPECIFIED.
absl::StatusOr<std::string> KindText(const View& view,
                                     record::v1::RecordKind kind);

}  // namespace creditproof::ingestion
