// The sentences of the template. Changing one makes a new template.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "creditproof/policy/v1/policy.pb.h"
#include "libs/report/facts.h"

namespace creditproof::report {

// Fixed: the same in every report with these names.

// （无违法违规证明版）.
std::string Subtitle(const policy::v1::Names& names);

// What the metadata calls the file.
std::string DocumentTitle(const policy::v1::Names& names);

// 说明, one by one.
std::vector<std::string> Notices(const policy::v1::Names& names);

// The two lines above the number in the verify block.
std::vector<std::string> VerifyHints(const policy::v1::Names& names);

// Variable.

// What the marks of a page add up to.
struct Tally {
  int areas = 0;  // in the catalogue
  int clear = 0;
  int not_asked = 0;
  std::vector<std::size_t> with_records;  // indices in the catalogue
  std::vector<std::size_t> no_data;       // likewise
};
Tally Count(const std::vector<AreaMark>& marks);

// 2026年11月23日.
std::string ChineseDay(absl::CivilDay day);

// 2026年11月23日 10时16分42秒 in China, with `between` day and time.
std::string ChineseTime(absl::Time time, absl::string_view between);

// Figures and words by turns.
std::vector<std::string> Headline(const Tally& tally);

// What the conclusion's headline leaves out; may be empty.
std::string Remark(const Tally& tally);

// That the report takes the place of an earlier one.
std::string Replacing(absl::string_view printed_number);

// What the conclusion is not about; may be empty.
std::string Exceptions(const Tally& tally);

// The statement under the headline, from the facts read so far.
std::string Statement(const policy::v1::Names& names, const Facts& facts,
                      absl::string_view issue_time, const Tally& tally);

// Under the grid: closes the sum.
std::string CountLine(const Tally& tally);

}  // namespace creditproof::report
