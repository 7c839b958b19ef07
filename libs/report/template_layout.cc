#include "libs/report/template_layout.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/record/catalogue.h"
#include "libs/report/grid_forms.h"
#include "libs/report/record_forms.h"
#include "libs/report/table_facts.h"

namespace creditproof::report {
namespace {

constexpr double kPaperEnd = 200;  // printers leave 10 mm blank
constexpr double kSlack = 0.01;    // sums of decimal fractions are not exact

class Order {
 public:
  explicit Order(const Template& drawn) : drawn_(drawn) {}

  void Check() {
    CheckSheet();
    CheckTables();
    CheckGrid();
    CheckRecords();
  }

  Problems problems;

 private:
  void Add(const std::string& field, std::string text) {
    problems.push_back({field, std::move(text)});
  }

  // What stands at `value` must not begin before `least`.
  void NotBefore(const std::string& field, double value, double least) {
    if (value >= least - kSlack) return;
    Add(field, absl::StrCat("is ", value, ", must be ", least,
                            " or more, behind what stands before"));
  }
  void NotBehind(const std::string& field, double value, double most) {
    if (value <= most + kSlack) return;
    Add(field,
        absl::StrCat("ends at ", value, ", must end at ", most, " or before"));
  }

  double right() const {
    return drawn_.sheet().left() + drawn_.sheet().width();
  }

  void CheckSheet() {
    const v1::TitleBlock& title = drawn_.title();
    NotBehind("sheet.width", right(), kPaperEnd);
    NotBefore("title.subtitle_top", title.subtitle_top(),
              title.title_top() + 10);
    NotBefore("sheet.blocks_top", drawn_.sheet().blocks_top(),
              title.subtitle_top() + 6);
  }

  void CheckTables() {
    constexpr double kLabel = 10;  // the least room
    constexpr double kValue = 30;  // likewise
    const v1::TableBlock& table = drawn_.table();
    NotBefore("table.label_left", table.label_left(), drawn_.sheet().left());
    NotBefore("table.value_left", table.value_left(),
              table.label_left() + kLabel);
    NotBefore("table.second_label_left", table.second_label_left(),
              table.value_left() + kValue);
    NotBefore("table.second_value_left", table.second_value_left(),
              table.second_label_left() + kLabel);
    NotBehind("table.second_value_left", table.second_value_left() + kValue,
              right());
  }

  void CheckGrid() {
    const v1::GridBlock& grid = drawn_.grid();
    const int areas = static_cast<int>(record::AllAreas().size());
    if (GridRows(grid) * (grid.columns_size() - 1) >= areas) {
      Add("grid.columns", "are too many: the last one has no area");
    }
    double end = drawn_.sheet().left();
    for (int i = 0; i < grid.columns_size(); ++i) {
      const v1::GridColumn& column = grid.columns(i);
      end = CheckColumn(absl::StrCat("grid.columns[", i, "]"), end,
                        column.left(), column.width());
    }
  }

  void CheckRecords() {
    const bool lists = drawn_.outcome() == v1::ReportData::OUTCOME_WITH_RECORDS;
    if (lists && !drawn_.has_records()) {
      return Add("records", "is missing: the outcome is WITH_RECORDS");
    }
    if (!drawn_.has_records()) return;
    if (!lists) return Add("records", "is for OUTCOME_WITH_RECORDS only");
    constexpr const char* kNames[] = {"number", "kind", "date", "content",
                                      "state"};
    const RecordColumns columns = ColumnsOf(drawn_.records());
    double end = drawn_.sheet().left();
    for (std::size_t i = 0; i < columns.size(); ++i) {
      end = CheckColumn(absl::StrCat("records.", kNames[i]), end,
                        columns[i]->left(), columns[i]->width());
    }
  }

  // `end` is that of the column before. Returns where this one ends.
  double CheckColumn(const std::string& field, double end, double left,
                     double width) {
    NotBefore(absl::StrCat(field, ".left"), left, end);
    NotBehind(absl::StrCat(field, ".width"), left + width, right());
    return left + width;
  }

  const Template& drawn_;
};

}  // namespace

Problems Disorder(const Template& drawn) {
  Order order(drawn);
  order.Check();
  Problems problems = TableFactProblems(drawn.table());
  std::move(order.problems.begin(), order.problems.end(),
            std::back_inserter(problems));
  return problems;
}

}  // namespace creditproof::report
