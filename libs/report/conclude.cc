#include "libs/report/conclude.h"

#include <algorithm>
#include <iterator>

#include "absl/time/time.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/claim/report_number.h"
#include "libs/report/printed.h"
#include "libs/report/tally.h"

namespace creditproof::report {
namespace {

absl::Status CheckClean(const Tally& tally) {
  if (tally.clear == 0) {
    return base::InvalidField("areas",
                              "no area of a clean report was looked at");
  }
  if (!tally.with_records.empty()) {
    return base::InvalidField("records", "have no place in a clean report");
  }
  return absl::OkStatus();
}

absl::Status AddReplaced(const std::string& replaces, Situation& situation) {
  if (replaces.empty()) return absl::OkStatus();
  const auto number = claim::ReportNumber::Parse(replaces);
  if (!number.ok()) {
    return base::InvalidField("replaces", number.status().message());
  }
  situation.holds[v1::CONDITION_REPLACES] = true;
  situation.values.emplace_back("replaces", number->printed());
  return absl::OkStatus();
}

void AddFacts(const v1::ReportData& data, const Facts& facts, Values& values) {
  const absl::Time issued = absl::FromUnixSeconds(data.issue_time().seconds());
  values.emplace_back("name", facts.name);
  values.emplace_back("credit_code", facts.credit_code);
  values.emplace_back("period", facts.period);
  values.emplace_back("issue_time", ChineseTime(issued, ""));
}

// As far as the pages of the records, which are not known yet, and from there.
void SetStatement(const std::vector<Piece>& said, Facts& facts) {
  const auto pages = std::find_if(
      said.begin(), said.end(),
      [](const Piece& piece) { return piece.placeholder == "pages"; });
  facts.statement = TextOf({said.begin(), pages});
  facts.statement_rest = TextOf({pages, said.end()});
}

}  // namespace

absl::Status Conclude(const v1::ReportData& data, const Template& drawn,
                      const policy::v1::Names& names, Facts& facts) {
  const Tally tally = Count(facts);
  if (drawn.outcome() == v1::ReportData::OUTCOME_CLEAN) {
    RETURN_IF_ERROR(CheckClean(tally));
  }
  Situation situation = SituationOf(tally);
  AddFacts(data, facts, situation.values);
  Values of_names = NameValues(names);
  std::move(of_names.begin(), of_names.end(),
            std::back_inserter(situation.values));
  RETURN_IF_ERROR(AddReplaced(data.replaces(), situation));
  facts.headline = Say(drawn.conclusion().headline(), situation);
  facts.remark = TextOf(Say(drawn.conclusion().remark(), situation));
  SetStatement(Say(drawn.conclusion().statement(), situation), facts);
  facts.count_line = TextOf(Say(drawn.grid().count_line(), situation));
  return absl::OkStatus();
}

}  // namespace creditproof::report
