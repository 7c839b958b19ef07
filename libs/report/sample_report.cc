#include "libs/report/sample_report.h"

#include <google/protobuf/text_format.h>

#include <algorithm>
#include <tuple>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/base/files.h"
#include "libs/record/catalogue.h"

namespace creditproof::report {
namespace {

using v1::ListedRecord;

const std::filesystem::path kVectors = CREDITPROOF_VECTORS;

struct Sort {
  record::v1::RecordKind kind;
  record::v1::Area area;
  absl::string_view date;
  absl::string_view content;
  absl::string_view authority;
  absl::string_view document;  // with the record's number in it
  ListedRecord::State state;
  absl::string_view state_date;
};

constexpr Sort kSorts[] = {
    {record::v1::RECORD_KIND_PENALTY, record::v1::AREA_ECOLOGY_ENVIRONMENT,
     "2023-06-28", "未按规定保存原始监测记录。责令改正，罚款2万元。",
     "哈尔滨市生态环境局", "示环罚〔2023〕%d号", ListedRecord::STATE_OBJECTED,
     "2026-11-04"},
    {record::v1::RECORD_KIND_PENALTY, record::v1::AREA_MARKET_REGULATION,
     "2024-03-12", "使用未经检验的特种设备。罚款3万元。",
     "哈尔滨市南岗区市场监督管理局", "示市监罚〔2024〕%d号",
     ListedRecord::STATE_EFFECTIVE, ""},
    {record::v1::RECORD_KIND_PENALTY, record::v1::AREA_MARKET_REGULATION,
     "2025-08-05", "产品标识不符合规定（简易程序）。警告。",
     "哈尔滨市南岗区市场监督管理局", "示市监罚〔2025〕%d号",
     ListedRecord::STATE_REPAIRED, "2025-12-09"},
    {record::v1::RECORD_KIND_PENALTY, record::v1::AREA_FIRE_RESCUE,
     "2022-10-19", "占用疏散通道。罚款0.5万元。", "哈尔滨市南岗区消防救援大队",
     "示消行罚决字〔2022〕第%04d号", ListedRecord::STATE_REPAIRED,
     "2023-04-02"},
    {record::v1::RECORD_KIND_DISHONESTY, record::v1::AREA_TAXATION,
     "2026-02-20", "列入重大税收违法失信主体。列入事由：逃避追缴欠税。",
     "国家税务总局哈尔滨市税务局", "示税信〔2026〕%d号",
     ListedRecord::STATE_EFFECTIVE, ""},
    {record::v1::RECORD_KIND_DEFAULTER, record::v1::AREA_UNSPECIFIED,
     "2026-05-08", "有履行能力而拒不履行生效法律文书确定的义务。全部未履行。",
     "示例市中级人民法院", "（2026）黑示执%d号", ListedRecord::STATE_EFFECTIVE,
     ""},
};

ListedRecord SampleRecord(int number) {
  const Sort& sort = kSorts[number % std::size(kSorts)];
  const auto text = [](absl::string_view view) { return std::string(view); };
  ListedRecord record;
  record.set_record_id(absl::StrFormat("%032x", number));
  record.set_kind(sort.kind);
  record.set_kind_name(text(record::ChineseName(sort.kind)));
  record.set_area(sort.area);
  record.set_source_name("黑龙江省高级人民法院");
  record.set_decision_date(text(sort.date));
  record.set_content(text(sort.content));
  record.set_authority(text(sort.authority));
  record.set_document_number(absl::StrFormat(
      *absl::ParsedFormat<'d'>::New(text(sort.document)), number + 1));
  record.set_state(sort.state);
  record.set_state_date(text(sort.state_date));
  return record;
}

}  // namespace

std::string TestKey(absl::string_view name) {
  return base::ReadFile(kVectors / "keys" / std::string(name)).value();
}

const Template& TemplateOf(const Page& page) {
  return ShippedTemplates().For(page.data.outcome());
}

Page SamplePage() {
  Page page;
  const std::string text =
      base::ReadFile(kVectors / "claim" / "clean.report-data.textproto")
          .value();
  google::protobuf::TextFormat::ParseFromString(text, &page.data);
  page.data.set_template_id(CleanTemplate().template_id());
  page.qr_text = std::string(absl::StripAsciiWhitespace(
      base::ReadFile(kVectors / "claim" / "clean.url").value()));
  return page;
}

void CountRecords(v1::ReportData& data) {
  auto& records = *data.mutable_records();
  const auto key = [](const ListedRecord& record) {
    const int area = record.area() == 0 ? 1000 : record.area();
    return std::make_tuple(area, record.decision_date(), record.record_id());
  };
  std::sort(records.begin(), records.end(),
            [&key](const auto& a, const auto& b) { return key(a) < key(b); });
  for (v1::AreaResult& result : *data.mutable_areas()) {
    const auto count = std::count_if(
        records.begin(), records.end(),
        [&result](const auto& r) { return r.area() == result.area(); });
    result.set_record_count(static_cast<std::uint32_t>(count));
    if (count > 0) result.set_kind(v1::AreaResult::KIND_RECORDS);
  }
}

Page RecordsPage(int records) {
  Page page = SamplePage();
  v1::ReportData& data = page.data;
  data.set_template_id(RecordsTemplate().template_id());
  data.set_edition(policy::v1::EDITION_WITH_OR_WITHOUT);
  data.set_outcome(v1::ReportData::OUTCOME_WITH_RECORDS);
  data.mutable_names()->set_report_title("黑龙江省经营主体专项信用信息报告");
  data.mutable_names()->set_report_subtitle("有无违法违规记录证明版");
  for (int i = 0; i < records; ++i) *data.add_records() = SampleRecord(i);
  CountRecords(data);
  return page;
}

const CmsSigner& SampleSigner() {
  static const auto* const signer =
      new CmsSigner(CmsSigner::Make(TestKey("test-only-signer.pem"),
                                    TestKey("test-only-signer-key.pem"))
                        .value());
  return *signer;
}

const Renderer& SampleRenderer() {
  static const Renderer* const renderer =
      Renderer::Make(std::string(kFontDirectory), CleanTemplate(),
                     SamplePage().data.names(), SampleSigner())
          .value()
          .release();
  return *renderer;
}

const Renderer& RecordsRenderer() {
  static const Renderer* const renderer =
      Renderer::Make(std::string(kFontDirectory), RecordsTemplate(),
                     RecordsPage(1).data.names(), SampleSigner())
          .value()
          .release();
  return *renderer;
}

}  // namespace creditproof::report
