#include "libs/report/places.h"

#include <iterator>

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

// By TableFact.
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

// Of which every template shows some: whom, what for, of what time.
constexpr v1::TableFact kAlways[] = {
    v1::TABLE_FACT_NAME, v1::TABLE_FACT_CREDIT_CODE, v1::TABLE_FACT_SCENARIO,
    v1::TABLE_FACT_PERIOD};

Place CellOf(v1::TableFact fact, absl::string_view label) {
  const Named& named = kCells[fact - 1];
  return {CellContent(fact), named.id, label.empty() ? named.label : label};
}

void AddCells(const Template* drawn, std::vector<Place>& places) {
  if (drawn == nullptr) {
    for (const v1::TableFact fact : kAlways) {
      places.push_back(CellOf(fact, ""));
    }
    return;
  }
  for (const auto* rows :
       {&drawn->table().subject(), &drawn->table().application()}) {
    for (const v1::TableRow& row : *rows) {
      for (const v1::TableField& field : row.fields()) {
        const bool known = field.fact() >= 1 &&
                           field.fact() <= static_cast<int>(std::size(kCells));
        if (known) places.push_back(CellOf(field.fact(), field.label()));
      }
    }
  }
}

struct OwnNames {
  std::string id;
  std::string label;
};

const std::vector<OwnNames>& AreaNames() {
  static const auto* const all = [] {
    auto* names = new std::vector<OwnNames>;
    const auto areas = record::AllAreas();
    for (std::size_t i = 0; i < areas.size(); ++i) {
      names->push_back(
          {absl::StrCat("areas[", i, "]"),
           absl::StrFormat("%02d%s领域的结果", i + 1,
                           std::string(record::ChineseName(areas[i])))});
    }
    return names;
  }();
  return *all;
}

void AddAreas(std::vector<Place>& places) {
  int content = content::kAreas;
  for (const OwnNames& area : AreaNames()) {
    places.push_back({content++, area.id, area.label});
  }
}

}  // namespace

int CellContent(v1::TableFact fact) { return content::kCells + fact - 1; }

v1::TableFact FactIn(int content) {
  return static_cast<v1::TableFact>(content - content::kCells + 1);
}

std::vector<Place> FrontPlaces(const Template* drawn) {
  std::vector<Place> places;
  places.reserve(std::size(kCells) + AreaNames().size() + 7);
  AddCells(drawn, places);
  if (drawn != nullptr) {
    places.push_back({content::kHeadline, "headline", "查询结论"});
    places.push_back({content::kStatement, "statement", "结论说明"});
    places.push_back({content::kLegend, "legend", "图例"});
  }
  AddAreas(places);
  if (drawn != nullptr) {
    places.push_back({content::kCount, "count_line", "各领域合计"});
  }
  places.push_back({content::kNumber, "report_number", "报告编号"});
  places.push_back({content::kIssueTime, "issue_time", "出具时间"});
  places.push_back({content::kDataTime, "data_as_of_time", "数据截至"});
  return places;
}

std::string RecordFieldId(std::size_t index, const RecordField& field) {
  return absl::StrCat("records[", index, "].", field.id);
}

std::string RecordFieldLabel(std::size_t index, const RecordField& field) {
  return absl::StrCat("第", index + 1, "条记录的", field.label);
}

std::string EdgesId(std::size_t index) {
  return absl::StrCat("pages[", index, "].edges");
}

std::string EdgesLabel(std::size_t index) {
  return absl::StrCat("第", index + 1, "页的页眉、页脚或者多出的文字");
}

}  // namespace creditproof::report
