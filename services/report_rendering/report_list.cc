#include "services/report_rendering/report_list.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"

namespace creditproof::report_rendering {
namespace {

using base::InvalidField;
using report::v1::ListReportsRequest;
using report::v1::ListReportsResponse;
using report::v1::Report;

constexpr std::size_t kMostLookedAt = 1000;

absl::Time ToTime(const google::protobuf::Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds()) +
         absl::Nanoseconds(time.nanos());
}

bool IsWanted(const Report& report, const ReportQuery& query,
              const Admitted& admitted) {
  return (query.scenario == 0 || report.scenario() == query.scenario) &&
         admitted.CheckCovers(report).ok();
}

}  // namespace

absl::StatusOr<ReportQuery> ReportQuery::Parse(
    const ListReportsRequest& request) {
  absl::StatusOr<CreditCode> code = record::ParseSubjectName(request.parent());
  if (!code.ok()) return InvalidField("parent", code.status().message());
  if (!record::v1::Scenario_IsValid(request.scenario())) {
    return InvalidField(
        "scenario", absl::StrCat("there is no scenario ", request.scenario()));
  }
  const absl::Time start = request.has_start_time()
                               ? ToTime(request.start_time())
                               : absl::InfinitePast();
  const absl::Time end = request.has_end_time() ? ToTime(request.end_time())
                                                : absl::InfiniteFuture();
  if (end < start) return InvalidField("end_time", "lies before start_time");
  std::string scope =
      absl::StrCat(code->text(), "/", absl::FormatTime(start), "/",
                   absl::FormatTime(end), "/", request.scenario());
  ASSIGN_OR_RETURN(rpc::Page page, rpc::ParsePage(request.page_size(),
                                                  request.page_token(), scope));
  return ReportQuery{*std::move(code), start,          end, request.scenario(),
                     std::move(scope), std::move(page)};
}

absl::StatusOr<ListReportsResponse> ListReleased(const ReportStore& store,
                                                 const ReportQuery& query,
                                                 const Admitted& admitted) {
  ASSIGN_OR_RETURN(const std::vector<ReportIndex::Listed> listed,
                   store.index().List(query.code, query.page.after, query.start,
                                      query.end, kMostLookedAt));
  ListReportsResponse response;
  std::size_t seen = 0;
  while (seen < listed.size() &&
         static_cast<std::size_t>(response.reports_size()) < query.page.size) {
    ASSIGN_OR_RETURN(Report report, store.Describe(listed[seen++].name));
    if (!IsWanted(report, query, admitted)) continue;
    *response.add_reports() = std::move(report);
  }
  if (seen < listed.size() || listed.size() == kMostLookedAt) {
    response.set_next_page_token(
        rpc::PageToken(listed[seen - 1].key, query.scope));
  }
  return response;
}

}  // namespace creditproof::report_rendering
