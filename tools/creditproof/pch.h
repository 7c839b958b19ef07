// What most of the tool's units include, read once by the compiler; see
// cmake/pch.h. CLI11 alone takes seconds.
#pragma once

#include <grpcpp/grpcpp.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cmake/pch.h"
