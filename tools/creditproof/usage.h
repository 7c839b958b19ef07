// What is said of a command line that cannot be read.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "absl/status/status.h"

namespace creditproof::tool {

// Where a command lacks, CLI11 says neither which word it took for none nor
// which there are.
std::string UsageText(const CLI::App* app, const CLI::Error& error);

// No text can be sent that is no UTF-8, and gRPC does not say why. Names of
// files that are there may be what they are.
absl::Status CheckUtf8(int argc, char** argv);

}  // namespace creditproof::tool
