#include "libs/report/legend_words.h"

#include <algorithm>

#include "libs/report/area_signs.h"

namespace creditproof::report {

std::vector<Explained> Legend(const Facts& facts) {
  const auto has = [&facts](Mark wanted) {
    return std::any_of(
        facts.marks.begin(), facts.marks.end(),
        [wanted](const AreaMark& area) { return area.mark == wanted; });
  };
  std::vector<Explained> legend = {
      {Mark::kNothingFound, kNothingFoundSign, "未发现违法违规记录"}};
  if (has(Mark::kRecords)) {
    legend.push_back({Mark::kRecords, kRecordsSign, "有记录及条数"});
  }
  if (has(Mark::kNoData)) {
    legend.push_back({Mark::kNoData, kNoDataSign,
                      facts.records.empty() ? "没有单位向平台报送过，不作结论"
                                            : "不作结论"});
  }
  if (has(Mark::kNotAsked)) {
    legend.push_back({Mark::kNotAsked, kNotAskedSign, "未查询"});
  }
  return legend;
}

}  // namespace creditproof::report
