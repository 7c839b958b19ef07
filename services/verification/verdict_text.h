// What the numbered verdicts say to a clerk: docs/formats/verdicts.md.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "creditproof/verification/v1/verification_service.pb.h"

namespace creditproof::verification {

// What was looked at decides what may be said of it. kPhoto: a QR text that the
// client read out of an image.
enum class Presented { kNumber, kQrText, kPhoto, kPdf, kPdfSha256 };

// Chinese: what it means, then what to do.
std::string VerdictText(v1::Authenticity authenticity, Presented presented);

// An answer of that, and no more.
v1::VerifyReportResponse Say(v1::Authenticity authenticity,
                             Presented presented);

// 05 for a PDF whose shape survives: which fields differ, none when the
// difference is elsewhere. Holds no word of the file's own.
std::string AlteredText(const std::vector<v1::Alteration>& alterations);

// 05 for a PDF that another program wrote anew.
std::string ResavedText();

// 08 for a preview.
std::string PreviewText();

// 07 for a PDF that shows other than what we signed and registered.
std::string ShowsOtherwiseText();

// 10 for a PDF that we signed and registered, whose template was edited since
// or is missing here.
std::string WordsUnknownText();

// Behind any verdict of a PDF whose stamp a compromised authority gave.
std::string StampCountsNotText();

// 04 for a report that two administrators revoked: when and why.
std::string RevokedText(absl::Time time, absl::string_view reason);

// What a genuine report with `data` states besides, lest its number or QR code
// stand on a page that states less. Empty for a clean one.
std::string StatedText(const report::v1::ReportData& data, Presented presented);

// 09 for a report number: `slip` says in Chinese what is wrong with it.
std::string SlipText(absl::string_view slip);

}  // namespace creditproof::verification
