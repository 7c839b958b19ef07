#include "services/ingestion/tally.h"

#include "libs/kv/big_endian.h"

namespace creditproof::ingestion {

void Tally::Add(const v1::RowVerdict& verdict, absl::string_view raw_sha256) {
  ++rows_;
  ++counts_[verdict.outcome()];
  digest_.Update(kv::BigEndian(static_cast<std::uint64_t>(verdict.row())));
  digest_.Update(kv::BigEndian(static_cast<std::uint8_t>(verdict.outcome())));
  digest_.Update(raw_sha256);
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
  crypto::Sha256Stream digest = digest_;
  statement.set_rows_sha256(digest.Finish());
}

}  // namespace creditproof::ingestion
