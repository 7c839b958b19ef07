// What the options of `source create` and `source update` say of a source.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "creditproof/ingestion/v1/source_service.pb.h"
#include "tools/creditproof/kinds.h"

namespace creditproof::tool {

// In order; what no option names stays as it is. They fail with
// INVALID_ARGUMENT, naming the option, for kinds that there are not.
using SourceEdits = std::vector<
    std::function<absl::Status(const Kinds&, ingestion::v1::Source&)>>;

// `edits` must live until the command line is parsed.
void AddSourceOptions(CLI::App& command, SourceEdits& edits);

}  // namespace creditproof::tool
