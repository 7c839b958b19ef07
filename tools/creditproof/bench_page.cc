#include "tools/creditproof/bench_page.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "libs/record/catalogue.h"
#include "libs/rpc/config.h"
#include "tools/creditproof/bench_installation.h"
#include "tools/datagen/invented_subject.h"

namespace creditproof::tool {
namespace {

using report::v1::AreaResult;
using report::v1::ReportData;

constexpr std::uint64_t kSeed = 7;
constexpr std::int64_t kIssueTime = 1'795'000'000;
constexpr char kUrlPrefix[] = "HTTPS://CREDIT.EXAMPLE/V/";

std::string Text(absl::string_view view) { return std::string(view); }

void Describe(const datagen::InventedSubject& invented,
              report::v1::SubjectData& subject) {
  subject.set_credit_code(invented.code);
  subject.set_name(invented.name);
  subject.set_operator_kind(record::v1::OPERATOR_KIND_COMPANY);
  subject.set_legal_representative_masked("林＊＊");
  subject.set_status(record::v1::REGISTRATION_STATUS_ACTIVE);
  subject.set_founded_date(invented.founded_date);
  subject.set_registration_authority(
      absl::StrCat(Text(invented.prefecture), "市场监督管理局"));
  subject.set_address(invented.address);
}

void SetBasis(const policy::v1::Policy& policy, std::uint32_t number,
              ReportData& data) {
  data.mutable_issue_time()->set_seconds(kIssueTime + number);
  data.mutable_data_as_of_time()->set_seconds(kIssueTime);
  data.set_policy_id(policy.policy_id());
  data.set_policy_version(policy.version());
  data.set_partition(number % 16);
  data.set_position(number);
  data.set_status_index(number);
}

}  // namespace

absl::StatusOr<policy::v1::Policy> ShippedPolicy() {
  policy::v1::Policy policy;
  RETURN_IF_ERROR(rpc::ReadConfig(
      SourceFile("deploy/policies/heilongjiang-2024.textproto"), policy));
  return policy;
}

absl::StatusOr<report::Templates> ShippedTemplates() {
  return report::Templates::Load(SourceFile("deploy/templates"),
                                 "/usr/share/fonts");
}

ReportData BenchReportData(
    const report::Template& drawn, const policy::v1::Policy& policy,
    std::uint32_t number, const std::vector<report::v1::SignatureKind>& kinds) {
  const datagen::InventedSubject subject =
      datagen::InventSubject(kSeed, number);
  ReportData data;
  data.set_schema_version(1);
  data.set_report_number(
      claim::ReportNumber::Make(std::string(32, 's'),
                                *CreditCode::Parse(subject.code), "bench",
                                absl::StrCat(number))
          .text());
  data.set_template_id(drawn.template_id());
  data.set_edition(policy.edition());
  data.set_outcome(drawn.outcome());
  *data.mutable_names() = policy.names();
  Describe(subject, *data.mutable_subject());
  data.set_scenario(record::v1::SCENARIO_GOVERNMENT_INVESTMENT);
  data.set_purpose("参加设备采购项目投标");
  data.set_receiver(
      absl::StrCat(Text(subject.prefecture), "示例公共资源交易中心"));
  data.set_period_start_date("2024-01-01");
  data.set_period_end_date("2026-11-18");
  for (const record::v1::Area area : record::AllAreas()) {
    AreaResult& result = *data.add_areas();
    result.set_area(area);
    result.set_kind(AreaResult::KIND_NOTHING_FOUND);
  }
  SetBasis(policy, number, data);
  data.mutable_signatures()->Assign(kinds.begin(), kinds.end());
  return data;
}

absl::StatusOr<report::Page> BenchPage(ReportData data,
                                       const crypto::SigningKey& claim_key) {
  ASSIGN_OR_RETURN(const std::string claim, claim::SignClaim(data, claim_key));
  return report::Page{std::move(data), claim::ClaimUrl(kUrlPrefix, claim)};
}

}  // namespace creditproof::tool
