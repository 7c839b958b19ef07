// What the tests of this folder print: the clean example of tests/vectors, and
// keys that are for tests only.
#pragma once

#include <filesystem>
#include <string>

#include "absl/strings/string_view.h"
#include "libs/report/renderer.h"
#include "libs/report/shipped_templates.h"

namespace creditproof::report {

inline constexpr absl::string_view kFontDirectory = "/usr/share/fonts";

std::string TestKey(absl::string_view name);

// The shipped one that draws `page`.
const Template& TemplateOf(const Page& page);

Page SamplePage();

// The sample with `records` records of six sorts, some in every state: the
// first six are the reference page's.
Page RecordsPage(int records);

// Counts in the areas of `data` what it lists, in the page's order.
void CountRecords(v1::ReportData& data);

// Of the sample's issuer. Never destroyed.
const CmsSigner& SampleSigner();
const Renderer& SampleRenderer();
const Renderer& RecordsRenderer();

}  // namespace creditproof::report
