#include "libs/report/fixed_forms.h"

#include <functional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/record/catalogue.h"
#include "libs/report/contents.h"
#include "libs/report/guilloche.h"
#include "libs/report/line_breaker.h"
#include "libs/report/record_forms.h"
#include "libs/report/utf8.h"
#include "libs/report/wording.h"

namespace creditproof::report {
namespace {

using policy::v1::Names;

constexpr absl::string_view kUpperPeriod = "Band1";
constexpr absl::string_view kLowerPeriod = "Band2";

constexpr Style kTitleStyle = {22, 0.07};
constexpr Style kSubtitleStyle = {13, 0.09};
constexpr Style kIssuerStyle = {13, 0.04};
constexpr Style kHeadingStyle = {9.5, 0.09};
constexpr Style kLabelStyle = {8};
constexpr Style kNoticeStyle = {8};
constexpr Style kHintStyle = {8.5};
constexpr Style kRunningStyle = {7.5};

// Characters of names, addresses and times that most reports need. Here they
// cost nothing; in a report's own subset each costs some microseconds.
constexpr absl::string_view kFrequent =
    " &()-./0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00A0——＊○／，。（）、"
    "年月日时分秒第页共公司有限责任股份合作社个体工商户分经营部厂店中心"
    "商贸科技信息建筑工程装备制造实业发展投资管理咨询服务文化物运输"
    "农业种养专生物电子设计销售市"
    "黑龙江省哈尔滨大西双山春七台河岗化"
    "地区县乡镇村街道路同号楼层室单元南北东里外松平"
    "房城新场监督局行政审批参加项目标采购申请资质办理";

// Over the heading of a page, and below its end.
void DrawUpperBand(Canvas& canvas) {
  for (int i = 0; i < kUpperBand.periods; ++i) {
    canvas.Place(kUpperPeriod, 18.6, i * kUpperBand.period);
  }
}

void DrawLowerBand(Canvas& canvas) {
  for (int i = 0; i < kLowerBand.periods; ++i) {
    canvas.Place(kLowerPeriod, 280.6, i * kLowerBand.period);
  }
}

void DrawFrame(Canvas& canvas, const Names& names) {
  {
    const Artifact ornament(canvas);
    canvas.Text(kLeft, Baseline(10.2, 4, 7.5), names.channel(), kRunningStyle);
    DrawUpperBand(canvas);
    DrawLowerBand(canvas);
  }
  const Marked title(canvas, "H1", content::kHeading);
  canvas.TextCentred(Baseline(24.2, 10, 22), names.report_title(), kTitleStyle);
  canvas.TextCentred(Baseline(34.4, 6, 13), Subtitle(names), kSubtitleStyle);
}

// Without contents of its own: it stands on many pages, each of which calls it
// an artifact.

void DrawNextFrame(Canvas& canvas, const Names& names) {
  canvas.Text(kLeft, Baseline(10.2, 4, 7.5), names.channel(), kRunningStyle);
  canvas.Text(kLeft, Baseline(17, 5, 8.5), DocumentTitle(names), kHintStyle);
  DrawLowerBand(canvas);
}

void DrawLabel(Canvas& canvas, double x, absl::string_view text, int mcid) {
  const Marked label(canvas, "TH", mcid);
  canvas.Text(x, Baseline(0, 0, kLabelStyle.size), text, kLabelStyle);
}

void DrawLabels(Canvas& canvas, absl::string_view first,
                absl::string_view second) {
  DrawLabel(canvas, kLabel1, first, content::kLabels);
  if (second.empty()) return;
  DrawLabel(canvas, kLabel2, second, content::kLabels + 1);
}

void DrawPanel(Canvas& canvas) {
  {
    const Artifact edge(canvas);
    canvas.Rule(0, kEdge, Ink::kAccent);
  }
  DrawHeading(canvas, kLeft + 5, 2, "查询结论");
}

void DrawGrid(Canvas& canvas) {
  DrawHeading(canvas, kLeft, 0, "各领域查询结果");
  const Artifact rules(canvas);
  canvas.Rule(kGridTop, kEdge, Ink::kAccent);
  for (int row = 1; row < kGridRows; ++row) {
    for (int column = 0; column < kGridColumns; ++column) {
      canvas.Rule(kGridTop + 0.2 + row * kGridRow, kRowLine, Ink::kHairline,
                  GridColumnLeft(column), GridColumnWidth(column));
    }
  }
  canvas.Rule(kGridHeight - 0.2, kEdge, Ink::kAccent);
}

void DrawAreaNames(Canvas& canvas) {
  for (std::size_t i = 0; i < record::AllAreas().size(); ++i) {
    DrawAreaName(canvas, i);
  }
}

double DrawNotices(Canvas& canvas, const Names& names) {
  constexpr double kNumberLeft = kLeft + 16;
  constexpr double kTextLeft = kNumberLeft + 4;
  constexpr double kLeading = 4.3;
  DrawHeading(canvas, kLeft, -0.4, "说明");
  double y = 0;
  int number = 0;
  int mcid = content::kNotices;
  for (const std::string& notice : Notices(names)) {
    {
      const Marked label(canvas, "Lbl", mcid++);
      canvas.Text(kNumberLeft, Baseline(y, kLeading, 8), absl::StrCat(++number),
                  kRunningStyle);
    }
    const Marked body(canvas, "LBody", mcid++);
    const auto advance = [&canvas](char32_t character) {
      return canvas.Width(std::u32string_view(&character, 1), kNoticeStyle);
    };
    for (const std::u32string& line :
         BreakLines(Decode(notice), kRight - kTextLeft, advance)) {
      canvas.Text(kTextLeft, Baseline(y, kLeading, 8), line, kNoticeStyle);
      y += kLeading;
    }
  }
  return y;
}

void DrawVerify(Canvas& canvas, const Names& names) {
  {
    const Artifact edge(canvas);
    canvas.Rule(0.1, kInnerEdge, Ink::kAccent);
  }
  DrawHeading(canvas, kVerifyText, 3.4, "怎样核验");
  double y = 8.4;
  int mcid = content::kHints;
  for (const std::string& hint : VerifyHints(names)) {
    const Marked paragraph(canvas, "P", mcid++);
    canvas.Text(kVerifyText, Baseline(y, 4.9, 8.5), hint, kHintStyle);
    y += 4.9;
  }
  {
    const Marked issuer(canvas, "P", content::kIssuer);
    canvas.TextEndingAt(kRight, Baseline(2.6, 7.4, 13), names.issuer(),
                        kIssuerStyle);
  }
  const Marked remark(canvas, "P", content::kRemark);
  canvas.Text(kVerifyText, Baseline(28.9, 4, 7.5),
              "由经营主体自主打印。电子文件内含电子签名，不另盖印章；打印件、"
              "复印件以核验结果为准。",
              kRunningStyle);
}

absl::Status CheckFits(Canvas& canvas, absl::string_view field,
                       absl::string_view text, Style style, double width) {
  const double used = canvas.Width(text, style);
  if (used <= width) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrFormat(
      "names.%s: takes %.0f mm, there are %.0f", field, used, width));
}

absl::Status CheckNames(Canvas& canvas, const Names& names) {
  absl::Status status;
  status.Update(CheckFits(canvas, "report_title", names.report_title(),
                          kTitleStyle, kWidth));
  status.Update(CheckFits(canvas, "report_subtitle", Subtitle(names),
                          kSubtitleStyle, kWidth));
  status.Update(CheckFits(canvas, "channel", names.channel(), kRunningStyle,
                          kWidth - 60));
  status.Update(CheckFits(canvas, "issuer", names.issuer(), kIssuerStyle, 68));
  status.Update(
      CheckFits(canvas, "site", VerifyHints(names).back(), kHintStyle, 66));
  return status;
}

}  // namespace

GridCell CellOf(std::size_t index) {
  const int column = static_cast<int>(index) / kGridRows;
  const int row = static_cast<int>(index) % kGridRows;
  const double top = kGridTop + 0.2 + row * kGridRow;
  return {GridColumnLeft(column), GridColumnWidth(column), top,
          Baseline(top, kGridRow, kAreaNameStyle.size)};
}

void DrawAreaName(Canvas& canvas, std::size_t index) {
  const GridCell cell = CellOf(index);
  const Marked name(canvas, "LI",
                    content::kAreaNames + static_cast<int>(index));
  canvas.Text(cell.left, cell.baseline, absl::StrFormat("%02d", index + 1),
              {7});
  canvas.Text(cell.left + kGridName, cell.baseline,
              record::ChineseName(record::AllAreas()[index]), kAreaNameStyle);
}

void DrawHeading(Canvas& canvas, double x, double top, absl::string_view text) {
  {
    const Artifact bar(canvas);
    canvas.Bar(x, top + 0.95, 1.1, 3.1);
  }
  const Marked heading(canvas, "H2", content::kHeading);
  canvas.Text(x + 2.8, Baseline(top, 5, kHeadingStyle.size), text,
              kHeadingStyle);
}

absl::StatusOr<FixedForms> DrawFixedForms(FontSet& fonts, const Template& drawn,
                                          const Names& names) {
  constexpr absl::string_view kLabels[][2] = {
      {"名称", ""},
      {"统一社会信用代码", "主体类型"},
      {"法定代表人", "登记状态"},
      {"成立日期", "登记机关"},
      {"住所", ""},
      {"应用场景", "查询时段"},
      {"用途", "接收单位"},
  };
  FixedForms fixed;
  const auto draw = [&](absl::string_view name,
                        const std::function<void(Canvas&)>& picture) {
    Canvas canvas(fonts, 0);
    picture(canvas);
    fixed.forms.push_back({std::string(name), canvas.content()});
  };

  Canvas measure(fonts, 0);
  if (absl::Status status = CheckNames(measure, names); !status.ok()) {
    return status;
  }
  draw(kUpperPeriod, [](Canvas& c) { DrawBandPeriod(c, kUpperBand); });
  draw(kLowerPeriod, [](Canvas& c) { DrawBandPeriod(c, kLowerBand); });
  draw(form::kFrame, [&](Canvas& c) { DrawFrame(c, names); });
  draw(form::kNextFrame, [&](Canvas& c) { DrawNextFrame(c, names); });
  for (std::size_t i = 0; i < std::size(kLabels); ++i) {
    draw(form::kRows[i],
         [&](Canvas& c) { DrawLabels(c, kLabels[i][0], kLabels[i][1]); });
  }
  draw(form::kPanel, DrawPanel);
  draw(form::kRibbon, DrawRibbon);
  draw(form::kGrid, DrawGrid);
  draw(form::kAreaNames, DrawAreaNames);
  draw(form::kNotices,
       [&](Canvas& c) { fixed.notices_height = DrawNotices(c, names); });
  draw(form::kVerify, [&](Canvas& c) { DrawVerify(c, names); });

  for (const char32_t character : Decode(kFrequent)) fonts.Add(character);
  if (drawn.outcome == kRecordsTemplate.outcome) {
    for (FixedForm& form : DrawRecordForms(fonts)) {
      fixed.forms.push_back(std::move(form));
    }
  }
  if (!fonts.status().ok()) return fonts.status();
  return fixed;
}

}  // namespace creditproof::report
