#include "services/report_rendering/issue_request.h"

#include <catch2/catch.hpp>
#include <functional>
#include <string>

#include "absl/strings/match.h"
#include "libs/base/error.h"
#include "services/report_rendering/report_name.h"

namespace creditproof::report_rendering {
namespace {

using base::Reason;
using report::v1::IssueReportRequest;

IssueReportRequest Valid() {
  IssueReportRequest request;
  request.set_parent("subjects/91230103TE00000103");
  request.set_request_id("0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f0a01");
  request.set_scenario(record::v1::SCENARIO_FINANCING_LISTING);
  return request;
}

TEST_CASE("A field that is wrong is named") {
  using Spoil = std::function<void(IssueReportRequest&)>;
  const auto [field, spoil] = GENERATE(table<std::string, Spoil>({
      {"parent", [](auto& r) { r.set_parent("subjects/91230103TE00000104"); }},
      {"parent", [](auto& r) { r.set_parent("91230103TE00000103"); }},
      {"request_id", [](auto& r) { r.set_request_id("1"); }},
      {"request_id",
       [](auto& r) {
         r.set_request_id("0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f0a0g");
       }},
      {"scenario",
       [](auto& r) { r.set_scenario(static_cast<record::v1::Scenario>(77)); }},
      {"areas",
       [](auto& r) { r.add_areas(static_cast<record::v1::Area>(51)); }},
      {"areas", [](auto& r) { r.add_areas(record::v1::AREA_UNSPECIFIED); }},
      {"period_start_date",
       [](auto& r) { r.set_period_start_date("2026-02-30"); }},
      {"period_end_date", [](auto& r) { r.set_period_end_date("today"); }},
      {"period_end_date",
       [](auto& r) {
         r.set_period_start_date("2026-02-02");
         r.set_period_end_date("2026-02-01");
       }},
      {"purpose", [](auto& r) { r.set_purpose(std::string(601, 'x')); }},
      {"purpose", [](auto& r) { r.set_purpose("贷款\n无违法"); }},
      {"receiver", [](auto& r) { r.set_receiver("银行\u202E"); }},
  }));
  IssueReportRequest request = Valid();
  spoil(request);

  const absl::Status status = IssueRequest::Parse(request).status();

  CHECK(base::ReasonOf(status) == Reason::REASON_INVALID_FIELD);
  CHECK(absl::StartsWith(status.message(), field + ":"));
}

TEST_CASE("Requests for the same thing have the same digest") {
  IssueReportRequest first = Valid();
  first.add_areas(record::v1::AREA_SPORTS);
  first.add_areas(record::v1::AREA_EDUCATION);
  IssueReportRequest second = Valid();
  second.set_request_id("0B8F2F5E-6F0E-4C2E-9F59-1F9D1D3F0A01");
  second.mutable_ground()->mutable_subject()->set_key_id("another");
  second.add_areas(record::v1::AREA_EDUCATION);
  second.add_areas(record::v1::AREA_SPORTS);
  second.add_areas(record::v1::AREA_SPORTS);

  const auto a = IssueRequest::Parse(first);
  const auto b = IssueRequest::Parse(second);

  REQUIRE(a.ok());
  REQUIRE(b.ok());
  CHECK(a->Sha256() == b->Sha256());
  CHECK(a->request_id == b->request_id);
  CHECK(a->Sha256() != IssueRequest::Parse(Valid())->Sha256());
}

TEST_CASE("A report's name reads back") {
  const auto name = ReportName::Parse(
      "subjects/91230103TE00000103/reports/00000000000000000");
  REQUIRE(name.ok());
  CHECK(ReportName::Parse(name->text())->key() == name->key());
  CHECK(ReportName::FromKey(name->key())->text() == name->text());
  CHECK_FALSE(ReportName::Parse("subjects/91230103TE00000103").ok());
  CHECK_FALSE(ReportName::Parse("subjects/91230103TE00000103/reports/0").ok());
}

}  // namespace
}  // namespace creditproof::report_rendering
