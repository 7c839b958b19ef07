#include "services/report_rendering/attached_data.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>

#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "libs/report/scanner.h"

namespace creditproof::report_rendering {
namespace {

using report::v1::AreaResult;
using report::v1::ReportData;

absl::Status Unreadable() {
  return base::Error(absl::StatusCode::kDataLoss,
                     base::Reason::REASON_STORE_CORRUPT,
                     "the stored report carries no data that can be read",
                     {{"key", "report_data"}});
}

bool IsAsked(const AreaResult& result) {
  return result.kind() != AreaResult::KIND_NOT_ASKED;
}

}  // namespace

absl::StatusOr<std::string> AttachedBytes(absl::string_view pdf) {
  std::string bytes = report::ScanPdf(pdf, {}).report_data;
  if (bytes.empty()) return Unreadable();
  return bytes;
}

absl::StatusOr<ReportData> AttachedData(absl::string_view pdf) {
  ASSIGN_OR_RETURN(const std::string bytes, AttachedBytes(pdf));
  return claim::ParseReportData(bytes);
}

absl::StatusOr<std::string> JsonOf(absl::string_view report_data) {
  ASSIGN_OR_RETURN(const ReportData data, claim::ParseReportData(report_data));
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(data, &json).ok()) {
    return Unreadable();
  }
  return json;
}

void SayOfItself(const ReportData& data, report::v1::Report& report) {
  report.set_scenario(data.scenario());
  report.set_receiver(data.receiver());
  report.set_replaces(data.replaces());
  report.clear_areas();
  if (std::all_of(data.areas().begin(), data.areas().end(), IsAsked)) return;
  for (const AreaResult& result : data.areas()) {
    if (IsAsked(result)) report.add_areas(result.area());
  }
}

}  // namespace creditproof::report_rendering
