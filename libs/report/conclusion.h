// The panel that answers, and the grid that lists: what was found where.
#pragma once

#include <string>
#include <vector>

#include "libs/report/canvas.h"
#include "libs/report/facts.h"
#include "libs/report/headline.h"

namespace creditproof::report {

// The panel's headline and statement, and the line under the grid, set in
// lines.
struct Conclusion {
  std::vector<HeadlineRun> headline;
  std::vector<std::u32string> statement;
  std::vector<std::u32string> count;
  double count_top;  // of its first line, below the grid's top

  std::size_t last_headline() const;  // line, from 0
  double statement_top() const;       // below the panel's top
  double panel_height() const;
  double grid_height() const;  // with heading and count line
};

// `record_pages` are the pages that list records, such as 2至5; empty without.
Conclusion SetConclusion(Canvas& canvas, const Facts& facts,
                         absl::string_view record_pages);

// What headline and remark leave of the panel's line; negative when it is too
// short.
double HeadlineRoom(Canvas& canvas, const Facts& facts);

// `y` is the top of the block.
void DrawPanel(Canvas& canvas, const Conclusion& conclusion, double y);
void DrawGrid(Canvas& canvas, const Conclusion& conclusion, const Facts& facts,
              double y);

}  // namespace creditproof::report
