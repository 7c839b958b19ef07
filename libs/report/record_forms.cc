#include "libs/report/record_forms.h"

#include "libs/report/contents.h"
#include "libs/report/record_wording.h"
#include "libs/report/utf8.h"

namespace creditproof::report {
namespace {

using v1::ListedRecord;

constexpr Style kLabelStyle = {8};
constexpr Style kStateStyle = {8.5};
constexpr double kHeadRow = 7;  // where the head row starts
constexpr double kStatePadding = 1.7;

// Characters of kinds, decisions and authorities that most records need.
constexpr absl::string_view kFrequent =
    "行政处罚严重失信主体名单被执行人列入移出未按规定保存使用违反法律条例责令改"
    "正警告通报批评"
    "罚款没收所得吊销许可证停产业整顿限制从万元〔〕决字第简易程序依据定事由逃避"
    "追缴欠税"
    "生态环境住房建设交通运输应急管理消防救援税务局大队支队委员会法院中级民共和"
    "国家总"
    "在领域之外其中有无记录修复异议处理提出移一二三四五六七八九十";

struct Column {
  double left;
  absl::string_view label;
};
constexpr Column kColumns[] = {{kNumberLeft, "序号"},
                               {kKindLeft, "类别与领域"},
                               {kDateLeft, "日期"},
                               {kContentLeft, "内容、机关与文号"},
                               {kStateLeft, "状态"}};

void DrawHeadLines(Canvas& canvas) {
  canvas.Bar(kLeft, 0.95, 1.2, 3.6);
  canvas.Rule(kHeadRow + kEdge / 2, kEdge, Ink::kAccent);
  canvas.Rule(kRecordsHeadHeight - kInnerEdge / 2, kInnerEdge, Ink::kAccent);
}

void DrawHeadHeading(Canvas& canvas) {
  canvas.Text(kLeft + 2.8, Baseline(0, 5.4, 11), "违法违规记录明细",
              {11, 0.09});
}

void DrawHeadLabel(Canvas& canvas, const Column& column) {
  canvas.Text(column.left, Baseline(kHeadRow + kEdge, 5.7, kLabelStyle.size),
              column.label, kLabelStyle);
}

void DrawHead(Canvas& canvas) {
  {
    const Artifact lines(canvas);
    DrawHeadLines(canvas);
  }
  {
    const Marked heading(canvas, "H2", content::kHeading);
    DrawHeadHeading(canvas);
  }
  int mcid = content::kColumns;
  for (const Column& column : kColumns) {
    const Marked label(canvas, "TH", mcid++);
    DrawHeadLabel(canvas, column);
  }
}

void DrawHeadAgain(Canvas& canvas) {
  DrawHeadLines(canvas);
  DrawHeadHeading(canvas);
  for (const Column& column : kColumns) DrawHeadLabel(canvas, column);
}

// Told apart by words and by weight: black, box, dashes.
void DrawState(Canvas& canvas, ListedRecord::State state) {
  const absl::string_view name = StateName(state);
  const double width = canvas.Width(name, kStateStyle) + 2 * kStatePadding;
  const double x = kStateLeft + kStatePadding;
  const double baseline = Baseline(0, kStateHeight, kStateStyle.size);
  const double inset = kBoxLine / 2;
  if (state == ListedRecord::STATE_EFFECTIVE) {
    canvas.Bar(kStateLeft, 0, width, kStateHeight, Ink::kBlack);
    canvas.TextInPaper(x, baseline, name, kStateStyle);
    return;
  }
  canvas.Text(x, baseline, name, kStateStyle);
  if (state == ListedRecord::STATE_OBJECTED) {
    canvas.DashedBox(kStateLeft + inset, inset, width - kBoxLine,
                     kStateHeight - kBoxLine, kBoxLine);
  } else {
    canvas.Box(kStateLeft + inset, inset, width - kBoxLine,
               kStateHeight - kBoxLine, kBoxLine);
  }
}

}  // namespace

std::vector<FixedForm> DrawRecordForms(FontSet& fonts) {
  std::vector<FixedForm> forms;
  Canvas head(fonts, 0);
  DrawHead(head);
  forms.push_back({std::string(form::kRecordsHead), head.content()});
  Canvas again(fonts, 0);
  DrawHeadAgain(again);
  forms.push_back({std::string(form::kRecordsHeadAgain), again.content()});
  for (const ListedRecord::State state :
       {ListedRecord::STATE_EFFECTIVE, ListedRecord::STATE_REPAIRED,
        ListedRecord::STATE_OBJECTED, ListedRecord::STATE_REMOVED}) {
    Canvas canvas(fonts, 0);
    DrawState(canvas, state);
    forms.push_back({StateForm(state), canvas.content()});
  }
  for (const char32_t character : Decode(kFrequent)) fonts.Add(character);
  return forms;
}

}  // namespace creditproof::report
