#include "services/gateway/path_template.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "libs/base/status_macros.h"
#include "services/gateway/percent.h"

namespace creditproof::gateway {
namespace {

constexpr absl::string_view kAny = "*";

// Cuts what stands behind the last colon off the last segment.
absl::string_view TakeVerb(absl::string_view& path) {
  const std::size_t colon = path.rfind(':');
  if (colon == absl::string_view::npos ||
      path.find('/', colon) != absl::string_view::npos) {
    return "";
  }
  const absl::string_view verb = path.substr(colon + 1);
  path = path.substr(0, colon);
  return verb;
}

// `reports` for what stands behind it: `report`.
std::string Singular(const std::string& collection) {
  return std::string(absl::StripSuffix(collection, "s"));
}

}  // namespace

absl::StatusOr<PathTemplate> PathTemplate::Parse(absl::string_view text) {
  PathTemplate parsed;
  absl::string_view path = text;
  const absl::string_view verb = TakeVerb(path);
  parsed.verb_ = std::string(verb);
  if (!absl::ConsumePrefix(&path, "/") || !parsed.ParseSegments(path).ok() ||
      absl::StrContains(text, "**")) {
    return absl::InvalidArgumentError(
        absl::StrCat(text, " is no path template"));
  }
  return parsed;
}

absl::Status PathTemplate::ParseSegments(absl::string_view path) {
  const absl::Status malformed = absl::InvalidArgumentError("malformed");
  while (!path.empty()) {
    if (!absl::ConsumePrefix(&path, "{")) {
      const std::size_t end = std::min(path.find('/'), path.size());
      segments_.emplace_back(path.substr(0, end));
      path.remove_prefix(end);
    } else {
      const std::size_t end = path.find('}');
      if (end == absl::string_view::npos) return malformed;
      const std::pair<std::string, std::string> halves =
          absl::StrSplit(path.substr(0, end), absl::MaxSplits('=', 1));
      if (absl::StrContains(halves.first, '.')) return malformed;
      const std::size_t begin = segments_.size();
      const std::string pattern =
          halves.second.empty() ? std::string(kAny) : halves.second;
      for (const absl::string_view segment : absl::StrSplit(pattern, '/')) {
        segments_.emplace_back(segment);
      }
      variables_.push_back({halves.first, begin, segments_.size()});
      path.remove_prefix(end + 1);
    }
    if (!path.empty() && !absl::ConsumePrefix(&path, "/")) return malformed;
  }
  return segments_.empty() ? malformed : absl::OkStatus();
}

std::optional<std::vector<Bound>> PathTemplate::Match(
    absl::string_view path) const {
  if (TakeVerb(path) != verb_ || !absl::ConsumePrefix(&path, "/")) return {};
  const std::vector<absl::string_view> parts = absl::StrSplit(path, '/');
  if (parts.size() != segments_.size()) return {};
  std::vector<std::string> decoded;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::optional<std::string> part = PercentDecode(parts[i]);
    if (!part || part->empty() || absl::StrContains(*part, '/')) return {};
    if (segments_[i] != kAny && segments_[i] != *part) return {};
    decoded.push_back(*std::move(part));
  }
  std::vector<Bound> bound;
  for (const Variable& variable : variables_) {
    const auto at = [&](std::size_t index) {
      return decoded.begin() + static_cast<std::ptrdiff_t>(index);
    };
    bound.push_back({variable.field,
                     absl::StrJoin(at(variable.begin), at(variable.end), "/")});
  }
  return bound;
}

std::vector<std::string> PathTemplate::fields() const {
  std::vector<std::string> names;
  for (const Variable& variable : variables_) names.push_back(variable.field);
  return names;
}

std::string PathTemplate::Generic(std::vector<std::string>& parameters) const {
  std::string path;
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    if (segments_[i] != kAny) {
      absl::StrAppend(&path, "/", segments_[i]);
      continue;
    }
    parameters.push_back(i > 0 ? Singular(segments_[i - 1]) : "value");
    absl::StrAppend(&path, "/{", parameters.back(), "}");
  }
  return verb_.empty() ? path : absl::StrCat(path, ":", verb_);
}

}  // namespace creditproof::gateway
