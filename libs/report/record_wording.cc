#include "libs/report/record_wording.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace creditproof::report {
namespace {

using v1::ListedRecord;

absl::string_view Act(ListedRecord::State state) {
  switch (state) {
    case ListedRecord::STATE_REPAIRED:
      return "修复";
    case ListedRecord::STATE_OBJECTED:
      return "提出";
    case ListedRecord::STATE_REMOVED:
      return "移出";
    default:
      return "";
  }
}

int Outside(const RecordTally& records) {
  int outside = 0;
  for (const RecordTally::OfKind& kind : records.outside) {
    outside += kind.records;
  }
  return outside;
}

}  // namespace

RecordTally Count(const std::vector<RecordFacts>& records) {
  RecordTally tally;
  tally.records = static_cast<int>(records.size());
  for (const RecordFacts& record : records) {
    if (record.state == ListedRecord::STATE_REPAIRED) ++tally.repaired;
    if (!record.area_number.empty()) continue;
    auto& outside = tally.outside;
    const auto known = std::find_if(
        outside.begin(), outside.end(),
        [&](const auto& of_kind) { return of_kind.kind == record.kind; });
    if (known == outside.end()) {
      outside.push_back({record.kind, 1});
    } else {
      ++known->records;
    }
  }
  return tally;
}

absl::string_view StateName(ListedRecord::State state) {
  switch (state) {
    case ListedRecord::STATE_EFFECTIVE:
      return "有效";
    case ListedRecord::STATE_REPAIRED:
      return "已修复";
    case ListedRecord::STATE_OBJECTED:
      return "异议处理中";
    case ListedRecord::STATE_REMOVED:
      return "已移出";
    default:
      return "";
  }
}

std::string StateSince(absl::string_view day, ListedRecord::State state) {
  return absl::StrCat(day, Act(state));
}

std::vector<std::string> Headline(const RecordTally& records) {
  std::vector<std::string> headline = {absl::StrCat(records.records),
                                       " 条违法违规记录"};
  if (records.repaired == 0) return headline;
  absl::StrAppend(&headline[1], "，其中 ");
  headline.push_back(absl::StrCat(records.repaired));
  headline.push_back(" 条已修复");
  return headline;
}

std::string RecordsRemark(const Tally& tally) {
  if (tally.clear == 0) return "";
  return absl::StrCat("另有 ", tally.clear, " 个领域未发现");
}

std::string StatementToPages(const policy::v1::Names& names, const Facts& facts,
                             absl::string_view issue_time,
                             const RecordTally& records) {
  return absl::StrCat("经查询", names.platform(), "，截至", issue_time, "，",
                      facts.name, "（统一社会信用代码：", facts.credit_code,
                      "）自", facts.period, "在", names.province(),
                      "行政区域内有违法违规记录", records.records, "条（见第");
}

std::string StatementFromPages(const Tally& tally, const RecordTally& records) {
  std::string text = "页）";
  if (records.repaired > 0) {
    absl::StrAppend(&text, "，其中", records.repaired, "条已修复");
  }
  const int outside = Outside(records);
  if (tally.with_records.empty()) {
    absl::StrAppend(&text, "，均在领域之外");
  } else {
    absl::StrAppend(&text, "，涉及下列标注“●”的", tally.with_records.size(),
                    "个领域");
    if (outside > 0) {
      absl::StrAppend(&text, "，有", outside, "条在领域之外");
    }
  }
  if (tally.clear > 0) {
    absl::StrAppend(&text, "；标注“○”的", tally.clear,
                    "个领域未发现违法违规记录");
  }
  return absl::StrCat(text, "。", Exceptions(tally));
}

std::string CountLine(const Tally& tally, const RecordTally& records) {
  std::string text = CountLine(tally);
  if (records.outside.empty()) return text;
  absl::string_view between = "　领域之外：";
  for (const RecordTally::OfKind& outside : records.outside) {
    absl::StrAppend(&text, between, outside.kind, " ", outside.records, "条");
    between = "、";
  }
  return absl::StrCat(text, "。");
}

std::string PageRange(int first, int last) {
  if (last < first) return "";
  return first == last ? absl::StrCat(first) : absl::StrCat(first, "至", last);
}

std::string RangeLine(std::size_t records, std::size_t first,
                      std::size_t last) {
  const std::string range =
      first == last ? absl::StrCat(first) : absl::StrCat(first, "—", last);
  return absl::StrCat("共", records, "条，按领域序号、日期排列　第", range,
                      "条");
}

}  // namespace creditproof::report
