#include "services/ingestion/both_tables.h"

namespace creditproof::ingestion {

void BothTables::Meet(absl::string_view key, absl::string_view sha256) {
  here_.Add(key, sha256);
  while (next_ < differences_.size() && differences_[next_].key() < key) {
    LackNext();
  }
  if (next_ == differences_.size() || differences_[next_].key() != key) {
    return there_.Add(key, sha256);
  }
  const std::string& own = differences_[next_].sha256();
  if (own == sha256) all_differ_ = false;
  TakeNext(own.empty() ? missing_there_ : different_);
}

void BothTables::Describe(v1::ReconciliationStatement& statement) {
  while (next_ < differences_.size()) LackNext();
  statement.set_platform_rows(here_.rows());
  statement.set_platform_sha256(here_.Finish());
  statement.set_source_rows(there_.rows());
  statement.set_source_sha256(there_.Finish());
  statement.set_missing_on_platform(missing_here_);
  statement.set_missing_at_source(missing_there_);
  statement.set_different(different_);
}

void BothTables::TakeNext(std::int64_t& count) {
  const v1::Difference& difference = differences_[next_++];
  ++count;
  if (difference.sha256().empty()) return;
  there_.Add(difference.key(), difference.sha256());
}

void BothTables::LackNext() {
  if (differences_[next_].sha256().empty()) all_differ_ = false;
  TakeNext(missing_here_);
}

}  // namespace creditproof::ingestion
