#include "services/ingestion/tally.h"

namespace creditproof::ingestion {

void Tally::Add(const v1::RowVerdict& verdict, absl::string_view raw_sha256) {
  ++rows_;
  ++counts_[verdict.outcome()];
  if (verdict.outcome() == v1::ROW_OUTCOME_EXCLUDED) {
    digest_.AddExcluded(verdict.row());
  } else {
    digest_.Add(verdict.row(), raw_sha256);
  }
}

std::int64_t Tally::rows(v1::RowOutcome outcome) const {
  const auto count = counts_.find(outcome);
  return count == counts_.end() ? 0 : count->second;
}

bool Tally::HasLooked() const {
  return rows_ == 0 || counts_.count(v1::ROW_OUTCOME_ACCEPTED) > 0 ||
         counts_.count(v1::ROW_OUTCOME_UNCHANGED) > 0 ||
         counts_.count(v1::ROW_OUTCOME_REVISED) > 0;
}

void Tally::Describe(v1::ReceiptStatement& statement) const {
  for (const auto& [outcome, rows] : counts_) {
    v1::OutcomeCount& count = *statement.add_counts();
    count.set_outcome(outcome);
    count.set_rows(rows);
  }
  statement.set_rows_sha256(digest_.Value());
}

}  // namespace creditproof::ingestion
