#include "libs/reconcile/narrow.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "libs/base/status_macros.h"
#include "libs/reconcile/parts.h"

namespace creditproof::reconcile {
namespace {

using ingestion::v1::CompareRangesRequest;
using ingestion::v1::CompareRangesResponse;
using ingestion::v1::DifferingPart;
using ingestion::v1::Range;

constexpr std::size_t kYearLength = 4;
constexpr std::size_t kDayLength = 8;
// So few rows are compared one by one.
constexpr std::int64_t kFewRows = 16;
// Of one request; a range has at most 366 or so.
constexpr int kPartsPerRequest = 5000;
constexpr int kRangesPerRequest = 1000;

// A part that is known to differ.
struct Open {
  std::string prefix;
  std::int64_t platform_rows;
};

class Search {
 public:
  Search(const Table& table, bool by_day, const Compare& compare)
      : table_(table), by_day_(by_day), compare_(compare) {}

  absl::StatusOr<Comparison> Run() {
    std::vector<Open> open = {
        {"", std::max<std::int64_t>(kFewRows + 1, static_cast<std::int64_t>(
                                                      table_.rows().size()))}};
    while (!open.empty()) {
      ASSIGN_OR_RETURN(open, Narrow(open));
      if (open.size() + found_.differences.size() <= kMaxDifferences) continue;
      found_.all = false;
      break;
    }
    std::sort(
        found_.differences.begin(), found_.differences.end(),
        [](const auto& one, const auto& other) { return one.key < other.key; });
    return std::move(found_);
  }

 private:
  // One step further into each of `open`.
  absl::StatusOr<std::vector<Open>> Narrow(const std::vector<Open>& open) {
    std::vector<Open> next;
    CompareRangesRequest request;
    int parts = 0;
    for (const Open& part : open) {
      parts += AddRange(part, request);
      if (parts < kPartsPerRequest &&
          request.ranges_size() < kRangesPerRequest) {
        continue;
      }
      RETURN_IF_ERROR(Ask(request, next));
      request.Clear();
      parts = 0;
    }
    if (request.ranges_size() > 0) RETURN_IF_ERROR(Ask(request, next));
    return next;
  }

  int AddRange(const Open& open, CompareRangesRequest& request) const {
    const absl::Span<const TableRow> rows = table_.Within(open.prefix);
    const std::size_t length = PartLength(
        open.prefix.size(),
        std::max(open.platform_rows, static_cast<std::int64_t>(rows.size())));
    Range& range = *request.add_ranges();
    range.set_prefix(open.prefix);
    range.set_part_length(static_cast<int>(length));
    PartBuilder builder(length, [&](Part part) {
      ingestion::v1::Part& added = *range.add_parts();
      added.set_suffix(part.prefix.substr(open.prefix.size()));
      added.set_sha256(std::move(part.sha256));
    });
    for (const TableRow& row : rows) builder.Add(row.key(), row.sha256());
    builder.Finish();
    return std::max(range.parts_size(), 1);
  }

  std::size_t PartLength(std::size_t prefix_length, std::int64_t rows) const {
    if (by_day_ && prefix_length == 0) return kYearLength;
    if (by_day_ && prefix_length == kYearLength) return kDayLength;
    return rows <= kFewRows ? kKeyLength : prefix_length + 1;
  }

  absl::Status Ask(const CompareRangesRequest& request,
                   std::vector<Open>& next) {
    ASSIGN_OR_RETURN(const CompareRangesResponse response, compare_(request));
    for (const DifferingPart& part : response.parts()) {
      if (part.prefix().size() < kKeyLength) {
        next.push_back({part.prefix(), part.platform_rows()});
      } else {
        AddDifference(part);
      }
    }
    return absl::OkStatus();
  }

  void AddDifference(const DifferingPart& part) {
    const absl::Span<const TableRow> rows = table_.Within(part.prefix());
    const TableRow* row = rows.empty() ? nullptr : &rows.front();
    const Kind kind = row == nullptr              ? Kind::kMissingAtSource
                      : part.platform_rows() == 0 ? Kind::kMissingOnPlatform
                                                  : Kind::kDifferent;
    found_.differences.push_back({kind, part.prefix(), row});
  }

  const Table& table_;
  const bool by_day_;
  const Compare& compare_;
  Comparison found_;
};

}  // namespace

absl::StatusOr<Comparison> FindDifferences(const Table& table, bool by_day,
                                           const Compare& compare) {
  return Search(table, by_day, compare).Run();
}

}  // namespace creditproof::reconcile
