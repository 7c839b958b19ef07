// The pages that bench report draws: clean reports of invented subjects.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/crypto/signing.h"
#include "libs/report/renderer.h"
#include "libs/report/templates.h"

namespace creditproof::tool {

// The policy that a new installation starts with.
absl::StatusOr<policy::v1::Policy> ShippedPolicy();

// The templates that it starts with.
absl::StatusOr<report::Templates> ShippedTemplates();

// Everything about subject `number` but the QR text: one page, all 50 areas.
report::v1::ReportData BenchReportData(
    const report::Template& drawn, const policy::v1::Policy& policy,
    std::uint32_t number, const std::vector<report::v1::SignatureKind>& kinds);

// With the claim signed by `claim_key`.
absl::StatusOr<report::Page> BenchPage(report::v1::ReportData data,
                                       const crypto::SigningKey& claim_key);

}  // namespace creditproof::tool
