// Feeds any bytes to what reads uploads: the strict scanner, and the reader of
// fields that tells what was altered. Neither may crash, hang, take what nobody
// signed for genuine, or hand on words that are no UTF-8.
#include <google/protobuf/util/json_util.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>

#include "libs/report/altered_pdf.h"
#include "libs/report/fields.h"
#include "libs/report/resaved.h"
#include "libs/report/sample_report.h"
#include "libs/report/scanner.h"
#include "libs/report/to_unicode.h"
#include "services/verification/alterations.h"

namespace creditproof::verification {
namespace {

void Expect(bool holds, absl::string_view what) {
  if (holds) return;
  std::cerr << "broken: " << what << std::endl;
  std::abort();
}

const std::string& Sample() {
  static const auto* const pdf = new std::string(
      report::SampleRenderer().Render(report::SamplePage()).value());
  return *pdf;
}

// The last byte says what the others are: a whole file, or what a forger puts
// into one of ours in place of the content of its first page, behind it, or
// of the map of what its characters mean.
std::string FileOf(absl::string_view bytes, unsigned choice) {
  switch (choice % 4) {
    case 0:
      return std::string(bytes);
    case 1:
      return report::DrawnOn(Sample(), bytes);
    case 2:
      return Sample() + std::string(bytes);
    default:
      return report::Updated(Sample(), static_cast<int>(1 + choice / 4), bytes);
  }
}

void CheckAlterations(absl::string_view pdf, absl::string_view attached) {
  const report::v1::ReportData issued = report::SamplePage().data;
  for (const bool is_attached : {false, true}) {
    const auto found = FindAlterations(
        pdf, attached, Issued{issued, is_attached}, report::ShippedShelf());
    if (!found.ok()) return;
    Expect(found->size() <= kMostAlterations, "the list is bounded");
    for (const v1::Alteration& one : *found) {
      Expect(one.SerializeAsString().size() < 8192, "texts are bounded");
      std::string json;
      Expect(google::protobuf::util::MessageToJsonString(one, &json).ok(),
             "texts are UTF-8");
    }
  }
}

}  // namespace
}  // namespace creditproof::verification

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using namespace creditproof;
  using namespace creditproof::verification;
  if (size == 0) return 0;
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size - 1);
  const std::string pdf = FileOf(bytes, data[size - 1]);
  static const auto* const issuers = new auto(report::SampleSigner().frames());
  const report::Scan scan = report::ScanPdf(pdf, *issuers);
  const bool is_sample = pdf == Sample();
  Expect(is_sample || scan.verdict != report::Scan::Verdict::kGenuine,
         "what nobody signed is not genuine");
  static_cast<void>(report::IsResaved(pdf));
  CheckAlterations(pdf, scan.report_data);
  static_cast<void>(report::ReadToUnicode(bytes));
  return 0;
}
