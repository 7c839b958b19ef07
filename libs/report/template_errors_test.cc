// What is said about templates that cannot draw reports.
#include <catch2/catch.hpp>
#include <string>

#include "libs/report/new_edition.h"

namespace creditproof::report {
namespace {

std::string ErrorOf(const TemplateFolder& folder) {
  const auto templates = folder.Load();
  return templates.ok() ? "" : std::string(templates.status().message());
}

// A wrong template, and what is said about it.
struct Wrong {
  std::string before;
  std::string after;
  std::string error;
};

TEST_CASE("What is wrong in a template is named: place, field, rule, way out") {
  const auto wrong = GENERATE(values<Wrong>({
      {"sheet {", "sheat {", "has no field named \"sheat\""},
      {"clean-2\"", "clean-9\"",
       "clean-2.textproto: template_id is clean-9: call the file clean-9"},
      {"  left: 25\n", "  left: 5\n",
       "line 9, column 3: sheet.left is 5, must be 18 to 30 mm"},
      {"  width: 166\n", "",
       "line 8, column 1: sheet.width is 0, must be 160 to 174 mm"},
      {"size: 22", "size: 60",
       "title.title_style.size is 60, must be 14 to 26 points"},
      {"size: 22", "size: nan", "title.title_style.size is nan, must be"},
      {"tracking: 0.07", "tracking: 3", "tracking is 3, must be 0 to 0.2"},
      {"  turn_over: \"（转下页）\"\n", "", "sheet.turn_over is required"},
      {"number_label: \"报告编号 \"", "number_label: \"（转下页）\"",
       "sheet.number_label says the same as sheet.turn_over"},
      {"end: \"（以下空白）\"", "end: \"第 3 页　共 4 页\"",
       "sheet.foot says the same as"},
      {"（转下页）", "（转\\n页）", "sheet.turn_over has a line end"},
      {"（转下页）", "（\\360\\222\\200\\200）",
       "sheet.turn_over has U+12000 (𒀀), which is in no face"},
      {"（转下页）", "\\377", "sheet.turn_over is no UTF-8"},
      {"{report_title}", "{report_name}",
       "title.title {report_name} is no placeholder here; there are "
       "{report_title}"},
      {"{report_title}", "报告", "title.title must have {report_title}"},
      {"{site}", "site", "verify.number_hint must have {site}"},
      {"{site}", "{site", "verify.number_hint has a brace without"},
      {"{clear} 个领域未发现", "{cleer} 个领域未发现",
       "conclusion.headline[0].text {cleer} is no placeholder here"},
      {"{clear} 个领域未发现", "1{clear} 个领域未发现",
       "has a digit beside a placeholder"},
      {"{clear} 个领域未发现", "{clear}０个领域未发现",
       "has a digit beside a placeholder"},
      {"{clear} 个领域未发现", "{areas}{clear} 个领域未发现",
       "has two placeholders side by side"},
      {"text: \"{clear} 个领域未发现违法违规记录\" }",
       "text: \"{clear}\" }\n  headline { text: \"0 个领域未发现记录\" }",
       "conclusion.headline[1].text begins with a digit or placeholder"},
      {"fact: TABLE_FACT_STATUS", "fact: -5",
       "fact is -5, which names nothing"},
      {"when: CONDITION_NO_DATA\n", "when: 77\n", "is 77, which names nothing"},
      {"的{clear}个领域存在", "的{records}个领域存在",
       "{records} is no placeholder here"},
      {"    when: CONDITION_NOT_ASKED\n    text: \"标注", "    text: \"标注",
       "conclusion.statement must say a clause in a clause with `when: "
       "[CONDITION_NOT_ASKED]`"},
      {"    fields { fact: TABLE_FACT_PERIOD label: \"查询时段\" }\n", "",
       "table must have TABLE_FACT_PERIOD"},
      {"TABLE_FACT_STATUS", "TABLE_FACT_NAME",
       "table has TABLE_FACT_NAME beside another"},
      {"TABLE_FACT_STATUS", "TABLE_FACT_FOUNDED",
       "table has TABLE_FACT_FOUNDED twice"},
      {"TABLE_FACT_STATUS", "TABLE_FACT_UNSPECIFIED", "fact is required"},
      {"title_top: 24.2", "title_top: 30",
       "title.subtitle_top is 34.4, must be 40 or more"},
      {"width: 36.2", "width: 39",
       "grid.columns[1].left is 63.95, must be 64 or more"},
      {"columns { left: 161.3 width: 29.7 }",
       "columns { left: 161.3 width: 40 }",
       "grid.columns[4].width ends at 201.3, must end at 191 or before"},
      {"columns { left: 96.4 width: 29.7 }", "columns { left: 96.4 width: 25 }",
       "grid.columns[2].width is 25.0 mm, 2"},
      {"row_height: 6.06", "row_height: 4", "grid.row_height is 4, must be 5"},
      {"outcome: OUTCOME_CLEAN", "outcome: OUTCOME_WITH_RECORDS",
       "conclusion.headline must say {records}"},
      {"label: \"主体类型\"", "label: \"经营主体的类型\"",
       "table, label of TABLE_FACT_OPERATOR_KIND “经营主体的类型” takes"},
      {"  scan_hint: \"手机", "  scan_hint: \"请用您的智能手机摄像头",
       "verify.scan_hint “请用您的智能手机"},
      {"nothing_found_meaning: \"",
       "nothing_found_meaning: \"在所查询的范围和期间内均",
       "grid.heading takes"},
      {"{clear} 个领域未发现违法违规记录",
       "{clear} 个领域未发现任何种类的违法违规失信记录和其他不良信息",
       "conclusion.headline takes"},
      {"blocks_bottom: 278", "blocks_bottom: 100",
       "sheet.blocks_bottom is 100, must be 262"},
  }));
  TemplateFolder folder;
  folder.WriteChanged("clean-2", TemplateFolder::Shipped("clean-2"),
                      {{wrong.before, wrong.after}});
  CHECK_THAT(ErrorOf(folder), Catch::Contains(wrong.error));
}

TEST_CASE("All that is wrong in a template is told at once") {
  TemplateFolder folder;
  folder.WriteChanged("clean-2", TemplateFolder::Shipped("clean-2"),
                      {{"size: 22", "size: 60"}, {"{site}", "site"}});
  const std::string error = ErrorOf(folder);
  CHECK_THAT(error, Catch::Contains("title.title_style.size"));
  CHECK_THAT(error, Catch::Contains("verify.number_hint"));
}

}  // namespace
}  // namespace creditproof::report
