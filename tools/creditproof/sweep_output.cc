#include "tools/creditproof/sweep_output.h"

#include "absl/strings/str_cat.h"

namespace creditproof::tool {

Json SweepJson(const ingestion::v1::SweepOutcome& sweep) {
  return {{"as_of_date", sweep.as_of_date()},
          {"lapsed", sweep.lapsed()},
          {"withheld", sweep.withheld()},
          {"withheld_reason", sweep.withheld_reason()}};
}

void PrintSweep(const ingestion::v1::SweepOutcome& sweep) {
  PrintLine(absl::StrCat("  快照 snapshot ", sweep.as_of_date(),
                         "：失效 lapsed ", sweep.lapsed(), " 条"));
  if (sweep.withheld_reason().empty()) return;
  PrintLine(absl::StrCat("  未作失效处理 withheld: ", sweep.withheld_reason()));
}

}  // namespace creditproof::tool
