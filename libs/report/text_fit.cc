#include "libs/report/text_fit.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/report/closing_forms.h"
#include "libs/report/heading.h"
#include "libs/report/record_forms.h"
#include "libs/report/verify_block.h"

namespace creditproof::report {
namespace {

// Measures text by text.
class Ruler {
 public:
  Ruler(Canvas& canvas, const Values& names)
      : canvas_(canvas), drawn_(canvas.drawn()), names_(names) {}

  void Measure() {
    MeasureTitle();
    MeasureLabels();
    MeasureVerify();
    if (drawn_.has_records()) MeasureRecords();
  }

  Problems problems;

 private:
  void Fit(std::string field, absl::string_view text,
           const v1::TypeStyle& style, double room) {
    FitWidth(std::move(field), text,
             canvas_.Width(Fill(text, names_), StyleOf(style)), room);
  }

  // Which names of the policy stand in it, as far as they are known.
  std::string NamesIn(absl::string_view text) const {
    std::string names;
    for (const Piece& piece : Split(text)) {
      for (const auto& [name, value] : names_) {
        if (piece.placeholder != name || value.empty()) continue;
        absl::StrAppend(&names, " (names.", name, " is “", value, "”)");
      }
    }
    return names;
  }

  void FitWidth(std::string field, absl::string_view text, double width,
                double room) {
    if (width <= room) return;
    problems.push_back(
        {std::move(field),
         absl::StrFormat("“%s”%s takes %.1f mm, there are %.1f: shorten it or "
                         "what stands in it, or set it smaller",
                         text, NamesIn(text), width, room)});
  }

  void MeasureTitle() {
    const v1::SheetLayout& sheet = drawn_.sheet();
    const v1::TitleBlock& title = drawn_.title();
    Fit("title.title", title.title(), title.title_style(), canvas_.width());
    Fit("title.subtitle", title.subtitle(), title.subtitle_style(),
        canvas_.width());
    Fit("sheet.channel", sheet.channel(), sheet.running_style(),
        canvas_.width() - 60);
    Fit("sheet.number_label", sheet.number_label(), sheet.running_style(), 20);
    FitWidth("title", title.title(),
             canvas_.Width(DocumentTitle(drawn_, names_), kNextTitleStyle),
             canvas_.width());
    for (const auto& [field, text] :
         {std::pair("sheet.foot", &sheet.foot()),
          std::pair("sheet.turn_over", &sheet.turn_over()),
          std::pair("sheet.end", &sheet.end()),
          std::pair("sheet.end_of_page", &sheet.end_of_page())}) {
      FitWidth(field, *text, canvas_.Width(*text, {8.5, 0.09}),
               canvas_.width() / 2);
    }
    Fit("conclusion.heading", drawn_.conclusion().heading(),
        sheet.heading_style(), canvas_.width() / 2);
    Fit("notice.heading", drawn_.notice().heading(), sheet.heading_style(), 13);
  }

  void MeasureLabels() {
    constexpr double kGap = 1;
    const v1::TableBlock& table = drawn_.table();
    const double rooms[] = {
        table.value_left() - table.label_left() - kGap,
        table.second_value_left() - table.second_label_left() - kGap};
    for (const auto* rows : {&table.subject(), &table.application()}) {
      for (const v1::TableRow& row : *rows) {
        for (int i = 0; i < row.fields_size(); ++i) {
          Fit(absl::StrCat("table, label of ",
                           v1::TableFact_Name(row.fields(i).fact())),
              row.fields(i).label(), table.label_style(), rooms[i]);
        }
      }
    }
  }

  void MeasureVerify() {
    constexpr double kHints = 66;  // as far as the times
    constexpr absl::string_view kLongest = "2026年12月31日 23时59分59秒";
    const v1::VerifyBlock& block = drawn_.verify();
    const double room = canvas_.right() - VerifyTextLeft(canvas_);
    Fit("verify.scan_hint", block.scan_hint(), block.hint_style(), kHints);
    Fit("verify.number_hint", block.number_hint(), block.hint_style(), kHints);
    Fit("verify.issuer", block.issuer(), block.issuer_style(), 68);
    Fit("verify.heading", block.heading(), drawn_.sheet().heading_style(),
        room - 68 - kHeadingIndent);
    Fit("verify.remark", block.remark(), drawn_.sheet().running_style(), room);
    FitWidth("verify.issue_time_label", block.issue_time_label(),
             TimeWidth(canvas_, block.issue_time_label(), kLongest),
             room - kHints);
    FitWidth("verify.data_time_label", block.data_time_label(),
             TimeWidth(canvas_, block.data_time_label(), kLongest),
             room - kHints);
  }

  void MeasureRecords() {
    const v1::RecordsBlock& block = drawn_.records();
    for (const v1::RecordColumn* column : ColumnsOf(block)) {
      Fit(absl::StrCat("records, column “", column->label(), "”"),
          column->label(), block.label_style(), column->width());
    }
    for (const v1::ListedRecord::State state : kPrintedStates) {
      FitWidth("records.state.width", StateForm(state),
               StateWidth(canvas_, state), block.state().width());
    }
    Fit("records.number.width", "500", block.text_style(),
        block.number().width());
    Fit("records.continued", block.continued(), block.text_style(),
        block.kind().width());
    const std::string range =
        Fill(block.range(), {{"records", "500"}, {"range", "499—500"}});
    Fit("records.heading", block.heading(), block.heading_style(),
        canvas_.width() - kHeadingIndent - 2 - canvas_.Width(range, {8}));
  }

  Canvas& canvas_;
  const Template& drawn_;
  const Values& names_;
};

}  // namespace

Problems TextMisfits(Canvas& canvas, const Values& names) {
  Ruler ruler(canvas, names);
  ruler.Measure();
  return std::move(ruler.problems);
}

}  // namespace creditproof::report
