// What the tests of this folder print: the clean example of tests/vectors, and
// keys that are for tests only.
#pragma once

#include <filesystem>
#include <string>

#include "absl/strings/string_view.h"
#include "libs/report/renderer.h"

namespace creditproof::report {

inline constexpr absl::string_view kFontDirectory = "/usr/share/fonts";

std::string TestKey(absl::string_view name);

Page SamplePage();

// Of the sample's issuer. Never destroyed.
const CmsSigner& SampleSigner();
const Renderer& SampleRenderer();

}  // namespace creditproof::report
