// What the numbered verdicts say to a clerk: docs/formats/verdicts.md.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "creditproof/verification/v1/verification_service.pb.h"

namespace creditproof::verification {

// What was looked at decides what may be said of it.
enum class Presented { kNumber, kQrText, kPdf };

// Chinese: what it means, then what to do.
absl::string_view VerdictText(v1::Authenticity authenticity,
                              Presented presented);

// What a genuine report with `data` states besides, lest its number or QR code
// stand on a page that states less. Empty for a clean one.
std::string StatedText(const report::v1::ReportData& data, Presented presented);

// 09 for a report number: `slip` says in Chinese what is wrong with it.
std::string SlipText(absl::string_view slip);

}  // namespace creditproof::verification
