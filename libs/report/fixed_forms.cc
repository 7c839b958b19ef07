#include "libs/report/fixed_forms.h"

#include <functional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/report/closing_forms.h"
#include "libs/report/contents.h"
#include "libs/report/grid_forms.h"
#include "libs/report/guilloche.h"
#include "libs/report/heading.h"
#include "libs/report/record_forms.h"
#include "libs/report/utf8.h"

namespace creditproof::report {
namespace {

constexpr absl::string_view kUpperPeriod = "Band1";
constexpr absl::string_view kLowerPeriod = "Band2";

// Over the heading of a page, or below its end.
void DrawBand(Canvas& canvas, absl::string_view period, int periods, double y) {
  for (int i = 0; i < periods; ++i) {
    canvas.Place(period, y, i * (canvas.width() / periods));
  }
}

void DrawUpperBand(Canvas& canvas) {
  DrawBand(canvas, kUpperPeriod, kUpperBand.periods, 18.6);
}

void DrawLowerBand(Canvas& canvas) {
  DrawBand(canvas, kLowerPeriod, kLowerBand.periods, 280.6);
}

void DrawChannel(Canvas& canvas, const Values& names) {
  const v1::SheetLayout& sheet = canvas.drawn().sheet();
  const Style style = StyleOf(sheet.running_style());
  canvas.Text(canvas.left(), Baseline(10.2, 4, style.size),
              Fill(sheet.channel(), names), style);
}

void DrawFrame(Canvas& canvas, const Values& names) {
  {
    const Artifact ornament(canvas);
    DrawChannel(canvas, names);
    DrawUpperBand(canvas);
    DrawLowerBand(canvas);
  }
  const v1::TitleBlock& title = canvas.drawn().title();
  const Style large = StyleOf(title.title_style());
  const Style small = StyleOf(title.subtitle_style());
  const Marked heading(canvas, "H1", content::kHeading);
  canvas.TextCentred(Baseline(title.title_top(), 10, large.size),
                     Fill(title.title(), names), large);
  canvas.TextCentred(Baseline(title.subtitle_top(), 6, small.size),
                     Fill(title.subtitle(), names), small);
}

// Without contents of its own: it stands on many pages, each of which calls it
// an artifact.
void DrawNextFrame(Canvas& canvas, const Values& names) {
  DrawChannel(canvas, names);
  canvas.Text(canvas.left(), Baseline(17, 5, kNextTitleStyle.size),
              DocumentTitle(canvas.drawn(), names), kNextTitleStyle);
  DrawLowerBand(canvas);
}

void DrawLabels(Canvas& canvas, const v1::TableRow& row) {
  const v1::TableBlock& table = canvas.drawn().table();
  const Style style = StyleOf(table.label_style());
  double x = table.label_left();
  int mcid = content::kLabels;
  for (const v1::TableField& field : row.fields()) {
    const Marked label(canvas, "TH", mcid++);
    canvas.Text(x, Baseline(0, 0, style.size), field.label(), style);
    x = table.second_label_left();
  }
}

void DrawPanel(Canvas& canvas) {
  {
    const Artifact edge(canvas);
    canvas.Rule(0, kEdge, Ink::kAccent);
  }
  DrawHeading(canvas, canvas.left() + 5, 2,
              canvas.drawn().conclusion().heading());
}

void AddCharacters(FontSet& fonts, absl::string_view characters) {
  for (const char32_t character : Decode(characters)) fonts.Add(character);
}

}  // namespace

std::string form::Row(int index) { return absl::StrCat("Row", index + 1); }

absl::StatusOr<FixedForms> DrawFixedForms(
    FontSet& fonts, const Template& drawn,
    const policy::v1::Names& installation) {
  const Values names = NameValues(installation);
  FixedForms fixed;
  const auto draw = [&](absl::string_view name,
                        const std::function<void(Canvas&)>& picture) {
    Canvas canvas(fonts, drawn, 0);
    picture(canvas);
    fixed.forms.push_back({std::string(name), canvas.content()});
  };

  draw(kUpperPeriod, [](Canvas& c) { DrawBandPeriod(c, kUpperBand); });
  draw(kLowerPeriod, [](Canvas& c) { DrawBandPeriod(c, kLowerBand); });
  draw(form::kFrame, [&](Canvas& c) { DrawFrame(c, names); });
  draw(form::kNextFrame, [&](Canvas& c) { DrawNextFrame(c, names); });
  int row = 0;
  for (const auto* rows :
       {&drawn.table().subject(), &drawn.table().application()}) {
    for (const v1::TableRow& labels : *rows) {
      draw(form::Row(row++), [&](Canvas& c) { DrawLabels(c, labels); });
    }
  }
  draw(form::kPanel, DrawPanel);
  draw(form::kRibbon, DrawRibbon);
  draw(form::kGrid, DrawGridForm);
  draw(form::kAreaNames, DrawAreaNames);
  draw(form::kNotices,
       [&](Canvas& c) { fixed.notices_height = DrawNotices(c, names); });
  draw(form::kVerify, [&](Canvas& c) { DrawVerifyForm(c, names); });
  AddCharacters(fonts, drawn.frequent_characters());
  if (drawn.has_records()) {
    draw(form::kRecordsHead, DrawRecordsHead);
    draw(form::kRecordsHeadAgain, DrawRecordsHeadAgain);
    for (const v1::ListedRecord::State state : kPrintedStates) {
      draw(StateForm(state), [state](Canvas& c) { DrawState(c, state); });
    }
    AddCharacters(fonts, drawn.records().frequent_characters());
  }
  if (!fonts.status().ok()) return fonts.status();
  return fixed;
}

}  // namespace creditproof::report
