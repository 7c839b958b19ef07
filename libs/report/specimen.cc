#include "libs/report/specimen.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/claim/report_number.h"
#include "libs/record/catalogue.h"

namespace creditproof::report {
namespace {

using v1::AreaResult;
using v1::ListedRecord;
using v1::ReportData;

constexpr char kCode[] = "91230103TE00000103";
constexpr std::int64_t kTime = 1'795'399'200;  // 2026-11-23 in China

void Describe(v1::SubjectData& subject) {
  subject.set_credit_code(kCode);
  subject.set_name("哈尔滨样张示例装备制造有限公司");
  subject.set_operator_kind(record::v1::OPERATOR_KIND_COMPANY);
  subject.set_legal_representative_masked("王＊＊");
  subject.set_status(record::v1::REGISTRATION_STATUS_ACTIVE);
  subject.set_founded_date("2015-03-18");
  subject.set_registration_authority("哈尔滨市南岗区市场监督管理局");
  subject.set_address("黑龙江省哈尔滨市南岗区示例大街 1 号");
}

void AddAreas(ReportData& data) {
  for (const record::v1::Area area : record::AllAreas()) {
    AreaResult& result = *data.add_areas();
    result.set_area(area);
    result.set_kind(AreaResult::KIND_NOTHING_FOUND);
  }
  for (const int index : {33, 34, 35, 36}) {
    data.mutable_areas(index)->set_kind(AreaResult::KIND_NO_DATA);
  }
  data.mutable_areas(7)->set_kind(AreaResult::KIND_NOT_ASKED);
}

void AddRecord(record::v1::Area area, ListedRecord::State state,
               ReportData& data) {
  const int number = data.records_size() + 1;
  ListedRecord& record = *data.add_records();
  record.set_record_id(absl::StrCat(number));
  record.set_kind(record::v1::RECORD_KIND_PENALTY);
  record.set_kind_name("行政处罚");
  record.set_area(area);
  record.set_source_name("示例市中级人民法院");
  record.set_decision_date(absl::StrCat("202", number, "-06-28"));
  record.set_content("未按规定保存原始监测记录。责令改正，罚款2万元。");
  record.set_authority("哈尔滨市示例局");
  record.set_document_number(absl::StrCat("示罚〔202", number, "〕1号"));
  record.set_state(state);
  if (state != ListedRecord::STATE_EFFECTIVE) {
    record.set_state_date("2026-11-04");
  }
  if (area == record::v1::AREA_UNSPECIFIED) return;
  AreaResult& result = *data.mutable_areas(area - 1);
  result.set_kind(AreaResult::KIND_RECORDS);
  result.set_record_count(result.record_count() + 1);
}

void AddRecords(ReportData& data) {
  constexpr auto kArea = record::v1::AREA_ECOLOGY_ENVIRONMENT;
  AddRecord(kArea, ListedRecord::STATE_EFFECTIVE, data);
  AddRecord(kArea, ListedRecord::STATE_REPAIRED, data);
  AddRecord(kArea, ListedRecord::STATE_OBJECTED, data);
  AddRecord(record::v1::AREA_UNSPECIFIED, ListedRecord::STATE_REMOVED, data);
}

}  // namespace

policy::v1::Names SpecimenNames() {
  policy::v1::Names names;
  names.set_report_title("信用报告");
  names.set_report_subtitle("样张");
  names.set_issuer("示例机关");
  names.set_channel("示例网站｜示例");
  names.set_site("example.invalid");
  names.set_province("示例省");
  names.set_platform("示例平台");
  return names;
}

ReportData Specimen(const Template& drawn, const policy::v1::Names& names) {
  ReportData data;
  data.set_schema_version(1);
  data.set_template_id(drawn.template_id());
  data.set_outcome(drawn.outcome());
  *data.mutable_names() = names;
  Describe(*data.mutable_subject());
  data.set_scenario(record::v1::SCENARIO_GOVERNMENT_INVESTMENT);
  data.set_purpose("参加设备采购项目投标");
  data.set_receiver("哈尔滨示例公共资源交易中心");
  data.set_period_start_date("2021-11-23");
  data.set_period_end_date("2026-11-18");
  AddAreas(data);
  if (drawn.has_records()) AddRecords(data);
  data.mutable_issue_time()->set_seconds(kTime);
  data.mutable_data_as_of_time()->set_seconds(kTime);
  data.set_replaces(
      claim::ReportNumber::Make("", *CreditCode::Parse(kCode), "", "").text());
  return data;
}

}  // namespace creditproof::report
