// Declared kinds as people write them: what may be declared, and what a later
// version may change.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/record/v1/declared_kind.pb.h"

namespace creditproof::intake {

// Reads a candidate. Fails with INVALID_ARGUMENT, naming line and column, or as
// CheckDeclaredKind does.
absl::StatusOr<record::v1::DeclaredKind> ParseDeclaredKind(
    absl::string_view text);

// Whether files of such a kind can be read into records that are told apart.
// Fails with INVALID_ARGUMENT (INVALID_FIELD), naming the field, what is wrong
// and the way out.
absl::Status CheckDeclaredKind(const record::v1::DeclaredKind& kind);

// Whether `after`, which was checked, may follow `before`: what tells records
// apart, and what was sealed, stays. Fails likewise.
absl::Status CheckRevision(const record::v1::DeclaredKind& before,
                           const record::v1::DeclaredKind& after);

}  // namespace creditproof::intake
