// What a stored report says, read out of its file.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "creditproof/report/v1/report_service.pb.h"

namespace creditproof::report_rendering {

// The bytes of the data that a file of ours carries. Judges no signature: the
// caller knows the file. Fails with DATA_LOSS (STORE_CORRUPT).
absl::StatusOr<std::string> AttachedBytes(absl::string_view pdf);

// Likewise, parsed.
absl::StatusOr<report::v1::ReportData> AttachedData(absl::string_view pdf);

// `report_data` as proto3 JSON: UTF-8, enums by name. Fails with DATA_LOSS
// (STORE_CORRUPT).
absl::StatusOr<std::string> JsonOf(absl::string_view report_data);

// Sets what a list tells of a report with `data`.
void SayOfItself(const report::v1::ReportData& data,
                 report::v1::Report& report);

}  // namespace creditproof::report_rendering
