// What each role of a declared column asks of the column.
#pragma once

#include "absl/status/status.h"
#include "creditproof/record/v1/declared_kind.pb.h"

namespace creditproof::intake {

// Whether the columns have every role that a record needs, each as it must be.
// Fails with INVALID_ARGUMENT (INVALID_FIELD).
absl::Status CheckRoles(const record::v1::DeclaredKind& kind);

// Whether a column of this role is part of what tells records apart.
bool IsKeyRole(record::v1::DeclaredColumn::Role role);

}  // namespace creditproof::intake
