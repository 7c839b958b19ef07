#include "libs/report/legend_words.h"

#include <algorithm>

#include "libs/report/area_signs.h"

namespace creditproof::report {

std::vector<Explained> Legend(const v1::GridBlock& grid, const Facts& facts) {
  const auto has = [&facts](Mark wanted) {
    return std::any_of(
        facts.marks.begin(), facts.marks.end(),
        [wanted](const AreaMark& area) { return area.mark == wanted; });
  };
  std::vector<Explained> legend = {
      {Mark::kNothingFound, kNothingFoundSign, grid.nothing_found_meaning()}};
  if (has(Mark::kRecords)) {
    legend.push_back({Mark::kRecords, kRecordsSign, grid.records_meaning()});
  }
  if (has(Mark::kNoData)) {
    legend.push_back({Mark::kNoData, kNoDataSign, grid.no_data_meaning()});
  }
  if (has(Mark::kNotAsked)) {
    legend.push_back(
        {Mark::kNotAsked, kNotAskedSign, grid.not_asked_meaning()});
  }
  return legend;
}

}  // namespace creditproof::report
