#include "libs/report/object_table.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/types/optional.h"
#include "libs/base/status_macros.h"
#include "libs/report/take.h"

namespace creditproof::report {
namespace {

constexpr absl::string_view kRoot = "/Root";
constexpr std::size_t kEntry = 20;
constexpr int kMostTables = 32;
constexpr std::size_t kLongestTrailer = 4096;
constexpr std::size_t kMostObjects = 100'000;
constexpr std::size_t kMostEntries = 4 * kMostObjects;  // of all tables

absl::Status Broken(absl::string_view what) {
  return absl::InvalidArgumentError(what);
}

// Other programs end lines in other ways.
void TakeBlanks(absl::string_view& rest) {
  rest.remove_prefix(std::min(rest.size(), rest.find_first_not_of(" \r\n")));
}

// Tables from the last to the first.
class Tables {
 public:
  explicit Tables(absl::string_view pdf) : pdf_(pdf) {}

  absl::StatusOr<ObjectTable> Read() {
    absl::optional<std::size_t> next = LastTable();
    if (!next.has_value()) return Broken("no table of objects");
    for (int tables = 0; next.has_value(); ++tables) {
      if (tables == kMostTables) return Broken("too many tables of objects");
      ASSIGN_OR_RETURN(next, ReadTable(*next));
    }
    return ObjectTable{std::move(starts_), catalogue_.value_or(0)};
  }

 private:
  // By startxref, and where that is spoilt the last that looks like one.
  absl::optional<std::size_t> LastTable() const {
    const std::size_t key = pdf_.rfind("startxref");
    if (key != absl::string_view::npos) {
      absl::string_view rest = pdf_.substr(key);
      Take(rest, "startxref");
      TakeBlanks(rest);
      std::size_t start = 0;
      if (TakeNumber(rest, start) && start < pdf_.size() &&
          absl::StartsWith(pdf_.substr(start), "xref")) {
        return start;
      }
    }
    const std::size_t table = pdf_.rfind("\nxref\n0 ");
    if (table == absl::string_view::npos) return absl::nullopt;
    return table + 1;
  }

  // Returns where the table before it is, if there is one.
  absl::StatusOr<absl::optional<std::size_t>> ReadTable(std::size_t at) {
    if (at >= pdf_.size()) return Broken("a table lies behind the end");
    absl::string_view rest = pdf_.substr(at);
    if (!Take(rest, "xref")) return Broken("a table is not where one is named");
    TakeBlanks(rest);
    while (!Take(rest, "trailer")) {
      RETURN_IF_ERROR(ReadSection(rest));
    }
    rest = rest.substr(0, kLongestTrailer);
    rest = rest.substr(0, rest.find("startxref"));
    if (!catalogue_ && absl::StrContains(rest, kRoot)) {
      catalogue_ = OnlyNumberAfter(rest, kRoot);
      if (!catalogue_) return Broken("a trailer is not as we write them");
    }
    const std::size_t key = rest.find("/Prev ");
    if (key == absl::string_view::npos) return absl::nullopt;
    rest.remove_prefix(key);
    Take(rest, "/Prev ");
    std::size_t before = 0;
    if (!TakeNumber(rest, before)) return Broken("a table names none before");
    return before;
  }

  absl::Status ReadSection(absl::string_view& rest) {
    std::size_t first = 0;
    std::size_t count = 0;
    if (!TakeNumber(rest, first) || !Take(rest, " ") ||
        !TakeNumber(rest, count)) {
      return Broken("a table of objects is cut off");
    }
    TakeBlanks(rest);
    entries_ += count + 1;
    if (count > rest.size() / kEntry || first + count > kMostObjects ||
        entries_ > kMostEntries) {
      return Broken("a table of objects is too long");
    }
    for (std::size_t i = 0; i < count; ++i) {
      RETURN_IF_ERROR(ReadEntry(first + i, rest.substr(0, kEntry)));
      rest.remove_prefix(kEntry);
    }
    TakeBlanks(rest);
    return absl::OkStatus();
  }

  // nnnnnnnnnn ggggg n, then two characters that end the line.
  absl::Status ReadEntry(std::size_t number, absl::string_view entry) {
    constexpr std::size_t kDigits = 10;
    constexpr std::size_t kUse = 17;
    std::uint64_t start = 0;
    if (!absl::SimpleAtoi(entry.substr(0, kDigits), &start)) {
      return Broken("an entry of the table of objects is no number");
    }
    if (number == 0) return absl::OkStatus();
    starts_.resize(std::max(starts_.size(), number));
    known_.resize(starts_.size());
    if (known_[number - 1]) return absl::OkStatus();
    known_[number - 1] = true;
    if (entry[kUse] != 'n') return absl::OkStatus();
    if (start >= pdf_.size()) {
      return Broken("an entry of the table of objects leads nowhere");
    }
    starts_[number - 1] = static_cast<std::size_t>(start);
    return absl::OkStatus();
  }

  const absl::string_view pdf_;
  std::size_t entries_ = 0;
  absl::optional<int> catalogue_;  // of the last trailer that names one
  std::vector<std::size_t> starts_;
  std::vector<bool> known_;
};

}  // namespace

absl::StatusOr<ObjectTable> ReadObjectTable(absl::string_view pdf) {
  return Tables(pdf).Read();
}

}  // namespace creditproof::report
