#include "services/ingestion/timeliness_service.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"
#include "services/ingestion/timeliness_statement.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {
namespace {

absl::StatusOr<absl::CivilMonth> ParseMonth(const std::string& text) {
  const auto first = base::ParseDate(absl::StrCat(text, "-01"));
  if (first.ok()) return absl::CivilMonth(*first);
  return base::InvalidField("month", "is not written YYYY-MM");
}

}  // namespace

TimelinessServiceImpl::TimelinessServiceImpl(const kv::Store& store,
                                             crypto::SigningKey receipt_key,
                                             workdays::Calendar calendar,
                                             rpc::Gate gate, base::Clock clock)
    : store_(store),
      receipt_key_(std::move(receipt_key)),
      calendar_(std::move(calendar)),
      gate_(std::move(gate)),
      clock_(std::move(clock)) {}

grpc::ServerUnaryReactor* TimelinessServiceImpl::GetTimeliness(
    grpc::CallbackServerContext* context,
    const v1::GetTimelinessRequest* request, v1::SignedTimeliness* response) {
  return gate_.ServeBlocking(
      "GetTimeliness", context, request, response,
      [this](const auto& r, const auto&) { return Get(r); });
}

absl::StatusOr<v1::SignedTimeliness> TimelinessServiceImpl::Get(
    const v1::GetTimelinessRequest& request) const {
  const auto id = record::ParseSourceName(request.name());
  if (!id.ok()) return base::InvalidField("name", id.status().message());
  ASSIGN_OR_RETURN(const absl::CivilMonth month, ParseMonth(request.month()));
  ASSIGN_OR_RETURN(
      const v1::TimelinessStatement statement,
      DescribeTimeliness(View(store_), *id, month, calendar_, clock_()));
  return SignTimeliness(statement, receipt_key_);
}

}  // namespace creditproof::ingestion
