#include "libs/report/record_forms.h"

#include "libs/report/contents.h"
#include "libs/report/heading.h"
#include "libs/report/printed.h"

namespace creditproof::report {
namespace {

using v1::ListedRecord;

constexpr Style kStateStyle = {8.5};
constexpr double kHeadRow = 7;  // where the head row starts
constexpr double kStatePadding = 1.7;

void DrawHeadLines(Canvas& canvas) {
  canvas.Bar(canvas.left(), 0.95, 1.2, 3.6);
  canvas.Rule(kHeadRow + kEdge / 2, kEdge, Ink::kAccent);
  canvas.Rule(kRecordsHeadHeight - kInnerEdge / 2, kInnerEdge, Ink::kAccent);
}

void DrawHeadHeading(Canvas& canvas) {
  const v1::RecordsBlock& block = canvas.drawn().records();
  const Style style = StyleOf(block.heading_style());
  canvas.Text(canvas.left() + kHeadingIndent, Baseline(0, 5.4, style.size),
              block.heading(), style);
}

void DrawHeadLabel(Canvas& canvas, const v1::RecordColumn& column) {
  const Style style = StyleOf(canvas.drawn().records().label_style());
  canvas.Text(column.left(), Baseline(kHeadRow + kEdge, 5.7, style.size),
              column.label(), style);
}

}  // namespace

RecordColumns ColumnsOf(const v1::RecordsBlock& block) {
  return {&block.number(), &block.kind(), &block.date(), &block.content(),
          &block.state()};
}

void DrawRecordsHead(Canvas& canvas) {
  {
    const Artifact lines(canvas);
    DrawHeadLines(canvas);
  }
  {
    const Marked heading(canvas, "H2", content::kHeading);
    DrawHeadHeading(canvas);
  }
  int mcid = content::kColumns;
  for (const auto* column : ColumnsOf(canvas.drawn().records())) {
    const Marked label(canvas, "TH", mcid++);
    DrawHeadLabel(canvas, *column);
  }
}

void DrawRecordsHeadAgain(Canvas& canvas) {
  DrawHeadLines(canvas);
  DrawHeadHeading(canvas);
  for (const auto* column : ColumnsOf(canvas.drawn().records())) {
    DrawHeadLabel(canvas, *column);
  }
}

double StateWidth(Canvas& canvas, ListedRecord::State state) {
  return canvas.Width(StateName(state), kStateStyle) + 2 * kStatePadding;
}

// Told apart by words and by weight: black, box, dashes.
void DrawState(Canvas& canvas, ListedRecord::State state) {
  const absl::string_view name = StateName(state);
  const double width = StateWidth(canvas, state);
  const double left = canvas.drawn().records().state().left();
  const double x = left + kStatePadding;
  const double baseline = Baseline(0, kStateHeight, kStateStyle.size);
  const double inset = kBoxLine / 2;
  if (state == ListedRecord::STATE_EFFECTIVE) {
    canvas.Bar(left, 0, width, kStateHeight, Ink::kBlack);
    canvas.TextInPaper(x, baseline, name, kStateStyle);
    return;
  }
  canvas.Text(x, baseline, name, kStateStyle);
  if (state == ListedRecord::STATE_OBJECTED) {
    canvas.DashedBox(left + inset, inset, width - kBoxLine,
                     kStateHeight - kBoxLine, kBoxLine);
  } else {
    canvas.Box(left + inset, inset, width - kBoxLine, kStateHeight - kBoxLine,
               kBoxLine);
  }
}

}  // namespace creditproof::report
