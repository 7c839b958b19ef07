// The kinds that ingestion knows.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/kinds.h"

namespace creditproof::tool {

// With the declared kinds as ingestion has them; where it does not say, which
// is no reason not to go on, those that are built in.
Kinds KnownKinds(const Connection& connection);

// From what --kind says of files: a kind that is built in, the id of a declared
// one, which ingestion is asked for, or nothing. Fails with INVALID_ARGUMENT or
// as ingestion does.
absl::StatusOr<ingestion::v1::FileKind> FileKindNamed(
    const Connection& connection, const std::string& id);

}  // namespace creditproof::tool
