#include "libs/report/places.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/record/catalogue.h"
#include "libs/report/contents.h"

namespace creditproof::report {
namespace {

struct Named {
  absl::string_view id;
  absl::string_view label;
};

// In the order of content::kCells.
constexpr Named kCells[] = {
    {"subject.name", "名称"},
    {"subject.credit_code", "统一社会信用代码"},
    {"subject.operator_kind", "主体类型"},
    {"subject.legal_representative_masked", "法定代表人"},
    {"subject.status", "登记状态"},
    {"subject.founded_date", "成立日期"},
    {"subject.registration_authority", "登记机关"},
    {"subject.address", "住所"},
    {"scenario", "应用场景"},
    {"period", "查询时段"},
    {"purpose", "用途"},
    {"receiver", "接收单位"}};

std::vector<Place> MakeFrontPlaces() {
  std::vector<Place> places;
  const auto add = [&](int content, absl::string_view id,
                       absl::string_view label) {
    places.push_back({content, std::string(id), std::string(label)});
  };
  int cell = content::kCells;
  for (const Named& named : kCells) add(cell++, named.id, named.label);
  add(content::kHeadline, "headline", "查询结论");
  add(content::kStatement, "statement", "结论说明");
  add(content::kLegend, "legend", "图例");
  const auto areas = record::AllAreas();
  for (std::size_t i = 0; i < areas.size(); ++i) {
    add(content::kAreas + static_cast<int>(i), absl::StrCat("areas[", i, "]"),
        absl::StrFormat("%02d%s领域的结果", i + 1,
                        std::string(record::ChineseName(areas[i]))));
  }
  add(content::kCount, "count_line", "各领域合计");
  add(content::kNumber, "report_number", "报告编号");
  add(content::kIssueTime, "issue_time", "出具时间");
  add(content::kDataTime, "data_as_of_time", "数据截至");
  return places;
}

}  // namespace

const std::vector<Place>& FrontPlaces() {
  static const auto* const places = new std::vector<Place>(MakeFrontPlaces());
  return *places;
}

std::string RecordFieldId(std::size_t index, const RecordColumn& column) {
  return absl::StrCat("records[", index, "].", column.id);
}

std::string RecordFieldLabel(std::size_t index, const RecordColumn& column) {
  return absl::StrCat("第", index + 1, "条记录的", column.label);
}

std::string EdgesId(std::size_t index) {
  return absl::StrCat("pages[", index, "].edges");
}

std::string EdgesLabel(std::size_t index) {
  return absl::StrCat("第", index + 1, "页的页眉、页脚或者多出的文字");
}

}  // namespace creditproof::report
