// Who stands behind a client that brings many, such as a gateway.
#pragma once

#include <string>

#include "absl/container/flat_hash_set.h"
#include "libs/rpc/authorizer.h"

namespace creditproof::rpc {

// The metadata in which such a client says whom it asks for: 16 to 64
// lower-case hex digits, nothing that names anybody.
inline constexpr char kVisitorMetadata[] = "creditproof-visitor";

// As `authorize`; where that lets one of `bringers` in, by the name that it
// goes by, also reads the caller's visitor. What others send is not read, lest
// they be whom they like. Fails with INVALID_ARGUMENT (INVALID_FIELD) when it
// is not as above.
Authorizer TellVisitors(Authorizer authorize,
                        absl::flat_hash_set<std::string> bringers);

}  // namespace creditproof::rpc
