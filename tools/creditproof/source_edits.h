// What the options of `source create` and `source update` say of a source.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <vector>

#include "creditproof/ingestion/v1/source_service.pb.h"

namespace creditproof::tool {

// In order; what no option names stays as it is.
using SourceEdits = std::vector<std::function<void(ingestion::v1::Source&)>>;

// `edits` must live until the command line is parsed.
void AddSourceOptions(CLI::App& command, SourceEdits& edits);

}  // namespace creditproof::tool
