#include "libs/report/wording.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "libs/base/date.h"
#include "libs/record/catalogue.h"

namespace creditproof::report {
namespace {

constexpr std::size_t kNamedInStatement = 3;
constexpr absl::string_view kNoBreak = "\u00A0";  // a blank that joins

absl::string_view NameOf(std::size_t area) {
  return record::ChineseName(record::AllAreas()[area]);
}

// 信用中国（黑龙江）, of 信用中国（黑龙江）｜信用代证.
absl::string_view Website(const policy::v1::Names& names) {
  const absl::string_view channel = names.channel();
  return channel.substr(0, channel.find("｜"));
}

// 地震领域, 地震、海事领域, 地震、海事、铁路领域及另外2个领域.
std::string NamedAreas(const std::vector<std::size_t>& areas) {
  std::vector<absl::string_view> named;
  for (std::size_t i = 0; i < std::min(areas.size(), kNamedInStatement); ++i) {
    named.push_back(NameOf(areas[i]));
  }
  std::string text = absl::StrCat(absl::StrJoin(named, "、"), "领域");
  if (areas.size() > kNamedInStatement) {
    absl::StrAppend(&text, "及另外", areas.size() - kNamedInStatement,
                    "个领域");
  }
  return text;
}

}  // namespace

std::string Subtitle(const policy::v1::Names& names) {
  return absl::StrCat("（", names.report_subtitle(), "）");
}

std::string DocumentTitle(const policy::v1::Names& names) {
  return absl::StrCat(names.report_title(), Subtitle(names));
}

std::vector<std::string> Notices(const policy::v1::Names& names) {
  return {
      "“违法违规记录”指本省行政机关、法律法规授权（或委托）的组织和有关中央"
      "垂直管理单位作出的行政处罚，以及列入严重失信主体名单、失信被执行人的"
      "信息；不含涉密类行政处罚信息。",
      "本报告只反映本主体，不含分支机构和关联主体；对本报告不能证明的事项，"
      "依照相关法律规定办理。涉及国家安全、其他信用主体合法权益或人民群众生命"
      "财产安全等事项，不适用本报告。",
      "本报告说明的是出具时刻的情况。其后有无变化，请接收单位在使用时核验。",
      absl::StrCat("对信息有异议或申请信用修复，可在“", Website(names),
                   "”网站办理。无正当理由拒绝使用本报告的，可拨打12345反映。"),
  };
}

std::vector<std::string> VerifyHints(const policy::v1::Names& names) {
  return {"手机扫描二维码，核对名称、代码与本页一致；",
          absl::StrCat("或打开 ", names.site(), "，输入报告编号：")};
}

Tally Count(const std::vector<AreaMark>& marks) {
  Tally tally;
  tally.areas = static_cast<int>(marks.size());
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const Mark mark = marks[i].mark;
    if (mark == Mark::kNothingFound) ++tally.clear;
    if (mark == Mark::kNotAsked) ++tally.not_asked;
    if (mark == Mark::kRecords) tally.with_records.push_back(i);
    if (mark == Mark::kNoData) tally.no_data.push_back(i);
  }
  return tally;
}

std::string ChineseDay(absl::CivilDay day) {
  return absl::StrCat(day.year(), "年", day.month(), "月", day.day(), "日");
}

std::string ChineseTime(absl::Time time, absl::string_view between) {
  const absl::CivilSecond second = absl::ToCivilSecond(time, base::ChinaTime());
  return absl::StrFormat("%s%s%02d时%02d分%02d秒",
                         ChineseDay(absl::CivilDay(second)), between,
                         second.hour(), second.minute(), second.second());
}

std::vector<std::string> Headline(const Tally& tally) {
  return {absl::StrCat(tally.clear), " 个领域未发现违法违规记录"};
}

std::string Remark(const Tally& tally) {
  std::vector<std::string> parts;
  if (!tally.no_data.empty()) {
    parts.push_back(absl::StrCat(tally.no_data.size(), " 个领域暂无归集数据"));
  }
  if (tally.not_asked > 0) {
    parts.push_back(absl::StrCat(tally.not_asked, " 个领域未查询"));
  }
  return absl::StrJoin(parts, "，");
}

std::string Statement(const policy::v1::Names& names, const Facts& facts,
                      absl::string_view issue_time, const Tally& tally) {
  return absl::StrCat("经查询", names.platform(), "，截至", issue_time,
                      "，未发现", facts.name, "（统一社会信用代码：",
                      facts.credit_code, "）自", facts.period, "在",
                      names.province(), "行政区域内下列标注“○”的", tally.clear,
                      "个领域存在违法违规记录。", Exceptions(tally));
}

std::string Replacing(absl::string_view printed_number) {
  return absl::StrCat("本报告替代编号为", printed_number, "的报告。");
}

std::string Exceptions(const Tally& tally) {
  std::string text;
  if (!tally.no_data.empty()) {
    absl::StrAppend(&text, NamedAreas(tally.no_data),
                    "暂无归集数据，不在此结论之内。");
  }
  if (tally.not_asked > 0) {
    absl::StrAppend(&text, "标注“／”的领域未查询，不在此结论之内。");
  }
  return text;
}

std::string CountLine(const Tally& tally) {
  std::string text =
      absl::StrCat("共", tally.areas, "个领域：○ ", tally.clear, "个");
  if (!tally.with_records.empty()) {
    std::vector<std::string> numbers;
    for (const std::size_t area : tally.with_records) {
      numbers.push_back(absl::StrFormat("%02d", area + 1));
    }
    absl::StrAppend(&text, "，● ", tally.with_records.size(), "个（",
                    absl::StrJoin(numbers, "、"), "）");
  }
  if (!tally.no_data.empty()) {
    std::vector<std::string> names;
    for (const std::size_t area : tally.no_data) {
      names.push_back(
          absl::StrFormat("%02d%s%s", area + 1, kNoBreak, NameOf(area)));
    }
    absl::StrAppend(&text, "，暂无归集数据 ", tally.no_data.size(), "个（",
                    absl::StrJoin(names, "、"), "）");
  }
  if (tally.not_asked > 0) {
    absl::StrAppend(&text, "，／ 未查询 ", tally.not_asked, "个");
  }
  return absl::StrCat(text, "。");
}

}  // namespace creditproof::report
