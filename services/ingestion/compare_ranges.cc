#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/reconcile/parts.h"
#include "libs/reconcile/table_key.h"
#include "services/ingestion/reconciliation.h"
#include "services/ingestion/table_index.h"

namespace creditproof::ingestion {
namespace {

constexpr int kMaxRanges = 10'000;
constexpr int kMaxParts = 10'000;    // asked about, in all ranges
constexpr int kMaxAnswers = 50'000;  // parts that differ

absl::Status CheckRange(const v1::Range& range, const std::string& field) {
  if (!reconcile::IsKeyPrefix(range.prefix())) {
    return base::InvalidField(absl::StrCat(field, ".prefix"),
                              "does not begin a key");
  }
  const auto length = static_cast<std::size_t>(range.part_length());
  if (range.part_length() < 0 || length <= range.prefix().size() ||
      length > reconcile::kKeyLength) {
    return base::InvalidField(absl::StrCat(field, ".part_length"),
                              "is not between prefix and key");
  }
  const std::string* before = nullptr;
  for (const v1::Part& part : range.parts()) {
    if (part.suffix().size() + range.prefix().size() != length ||
        (before != nullptr && *before >= part.suffix())) {
      return base::InvalidField(absl::StrCat(field, ".parts"),
                                "are not ascending suffixes of that length");
    }
    before = &part.suffix();
  }
  return absl::OkStatus();
}

absl::Status CheckRanges(const v1::CompareRangesRequest& request) {
  if (request.ranges_size() > kMaxRanges) {
    return base::InvalidField("ranges",
                              absl::StrCat("are more than ", kMaxRanges));
  }
  int parts = 0;
  const std::string* before = nullptr;
  for (int i = 0; i < request.ranges_size(); ++i) {
    const v1::Range& range = request.ranges(i);
    const std::string field = absl::StrCat("ranges[", i, "]");
    RETURN_IF_ERROR(CheckRange(range, field));
    if (before != nullptr && (range.prefix() <= *before ||
                              absl::StartsWith(range.prefix(), *before))) {
      return base::InvalidField(
          absl::StrCat(field, ".prefix"),
          "does not come after the range before it, or lies within it");
    }
    before = &range.prefix();
    parts += range.parts_size();
  }
  if (parts <= kMaxParts) return absl::OkStatus();
  return base::InvalidField(
      "ranges", absl::StrCat("have more than ", kMaxParts, " parts"));
}

// Walks through the parts of one range on both sides at once.
class RangeComparison {
 public:
  RangeComparison(const v1::Range& range, v1::CompareRangesResponse& response)
      : range_(range), response_(response) {}

  // The next part that stands here.
  void Meet(const reconcile::Part& here) {
    const absl::string_view suffix =
        absl::string_view(here.prefix).substr(range_.prefix().size());
    PassUntil(suffix);
    const bool there =
        next_ < range_.parts_size() && range_.parts(next_).suffix() == suffix;
    if (there && range_.parts(next_++).sha256() == here.sha256) return;
    Differs(here.prefix, here.rows);
  }

  void Finish() {
    while (next_ < range_.parts_size()) LackNext();
  }

 private:
  void PassUntil(absl::string_view suffix) {
    while (next_ < range_.parts_size() &&
           range_.parts(next_).suffix() < suffix) {
      LackNext();
    }
  }

  void LackNext() {
    Differs(absl::StrCat(range_.prefix(), range_.parts(next_++).suffix()), 0);
  }

  void Differs(std::string prefix, std::int64_t rows) {
    v1::DifferingPart& part = *response_.add_parts();
    part.set_prefix(std::move(prefix));
    part.set_platform_rows(rows);
  }

  const v1::Range& range_;
  v1::CompareRangesResponse& response_;
  int next_ = 0;  // of the client's parts
};

}  // namespace

absl::StatusOr<v1::CompareRangesResponse> CompareRanges(
    const kv::Store& store, const TableOf& table,
    const v1::CompareRangesRequest& request) {
  RETURN_IF_ERROR(CheckRanges(request));
  v1::CompareRangesResponse response;
  for (const v1::Range& range : request.ranges()) {
    RangeComparison comparison(range, response);
    reconcile::PartBuilder builder(
        static_cast<std::size_t>(range.part_length()),
        [&](const reconcile::Part& part) { comparison.Meet(part); });
    RETURN_IF_ERROR(
        ScanTable(store, table.prefix, range.prefix(),
                  [&](absl::string_view key, absl::string_view sha256) {
                    builder.Add(key, sha256);
                    return response.parts_size() <= kMaxAnswers;
                  }));
    builder.Finish();
    comparison.Finish();
    if (response.parts_size() <= kMaxAnswers) continue;
    return base::InvalidField(
        "ranges", absl::StrCat("more than ", kMaxAnswers, " parts differ"));
  }
  return response;
}

}  // namespace creditproof::ingestion
