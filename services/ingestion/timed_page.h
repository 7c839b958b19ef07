// Pages of lists that are ordered by time.
#pragma once

#include <cstddef>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/kv/store.h"
#include "libs/rpc/page.h"

namespace creditproof::ingestion {

// Adds one item to the page. Says how many bytes it weighs; 0 for one that the
// list leaves out.
using AddItem =
    absl::FunctionRef<absl::StatusOr<std::size_t>(const std::string& id)>;

// Reads a page of the items whose keys are `prefix`, a time (8 bytes) and an
// id, oldest first; answers the token of the next page. A page ends early once
// it is heavy, or much was left out: it may even be empty.
absl::StatusOr<std::string> ReadTimedPage(const kv::Store& store,
                                          kv::Family family,
                                          const std::string& prefix,
                                          const rpc::Page& page,
                                          absl::string_view scope, AddItem add);

}  // namespace creditproof::ingestion
