#include "libs/reconcile/table.h"

#include <algorithm>

#include "absl/strings/match.h"

namespace creditproof::reconcile {
namespace {

// A record is one whatever its day, which a later row may correct.
absl::string_view IdOf(const TableRow& row) { return RecordIdOf(row.key()); }

bool BelongsBefore(const TableRow& one, const TableRow& other) {
  const int order = IdOf(one).compare(IdOf(other));
  return order != 0 ? order < 0 : one.number < other.number;
}

bool StandsBefore(const TableRow& one, const TableRow& other) {
  return one.key() < other.key();
}

}  // namespace

void Table::Add(absl::string_view key, absl::string_view sha256,
                std::int64_t number, Says says, bool elsewhere) {
  TableRow& row = rows_.emplace_back();
  std::copy_n(key.begin(), row.key_bytes.size(), row.key_bytes.begin());
  std::copy_n(sha256.begin(), row.sha256_bytes.size(),
              row.sha256_bytes.begin());
  row.number = number;
  row.says = says;
  row.elsewhere = elsewhere;
}

std::int64_t Table::Settle() {
  std::sort(rows_.begin(), rows_.end(), BelongsBefore);
  const std::size_t before = rows_.size();
  std::size_t kept = 0;
  for (std::size_t i = 0; i < before;) {
    TableRow word = rows_[i];
    for (++i; i < before && IdOf(rows_[i]) == IdOf(word); ++i) {
      // What was repaired keeps its content.
      if (rows_[i].says == Says::kRepaired && word.says != Says::kEnded) {
        continue;
      }
      word = rows_[i];
    }
    if (word.says != Says::kEnded) rows_[kept++] = word;
  }
  rows_.resize(kept);
  std::sort(rows_.begin(), rows_.end(), StandsBefore);
  return static_cast<std::int64_t>(before - kept);
}

std::vector<TableRow> Table::TakeElsewhere() {
  const auto first =
      std::stable_partition(rows_.begin(), rows_.end(),
                            [](const TableRow& row) { return !row.elsewhere; });
  std::vector<TableRow> taken(first, rows_.end());
  rows_.erase(first, rows_.end());
  return taken;
}

void Table::PutBack(const std::vector<TableRow>& rows) {
  rows_.insert(rows_.end(), rows.begin(), rows.end());
  std::sort(rows_.begin(), rows_.end(), StandsBefore);
}

absl::Span<const TableRow> Table::Within(absl::string_view prefix) const {
  const auto first = std::lower_bound(
      rows_.begin(), rows_.end(), prefix,
      [](const TableRow& row, absl::string_view p) { return row.key() < p; });
  const auto last = std::partition_point(
      first, rows_.end(),
      [&](const TableRow& row) { return absl::StartsWith(row.key(), prefix); });
  return absl::MakeConstSpan(rows_).subspan(
      static_cast<std::size_t>(first - rows_.begin()),
      static_cast<std::size_t>(last - first));
}

}  // namespace creditproof::reconcile
