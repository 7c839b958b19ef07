// What was altered in a PDF whose shape survives, field by field.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "creditproof/verification/v1/verification_service.pb.h"
#include "libs/report/template_shelf.h"

namespace creditproof::verification {

// More are not told.
constexpr std::size_t kMostAlterations = 100;

// What is known of what was issued, by a claim in the file that verifies.
struct Issued {
  report::v1::ReportData data;

  // Whether the file holds this data itself. Else only what the QR code tells
  // anybody who scans it is told.
  bool is_attached;
};

// `attached` is the data in `pdf`, as it lies. Where `templates` lack the one
// that drew it, only fields that every template shows are compared. Fails with
// INVALID_ARGUMENT when the file cannot be read as one of ours. Bounded in time
// and memory.
absl::StatusOr<std::vector<v1::Alteration>> FindAlterations(
    absl::string_view pdf, absl::string_view attached,
    const std::optional<Issued>& issued,
    const report::TemplateShelf& templates);

}  // namespace creditproof::verification
