#include "services/ingestion/looks.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"

namespace creditproof::ingestion {
namespace {

using changelog::v1::Look;
using changelog::v1::SourceState;
using Areas = google::protobuf::RepeatedField<int>;
using Regions = google::protobuf::RepeatedPtrField<std::string>;

std::vector<int> AreasInBoth(const Areas& one, const Areas& other) {
  const std::set<int> first(one.begin(), one.end());
  const std::set<int> second(other.begin(), other.end());
  std::vector<int> both;
  std::set_intersection(first.begin(), first.end(), second.begin(),
                        second.end(), std::back_inserter(both));
  return both;
}

// No regions are the whole province; nothing when they have no place in common.
std::optional<std::set<std::string>> RegionsInBoth(const Regions& one,
                                                   const Regions& other) {
  std::set<std::string> both;
  if (one.empty() || other.empty()) {
    both.insert(one.begin(), one.end());
    both.insert(other.begin(), other.end());
    return both;
  }
  for (const std::string& first : one) {
    for (const std::string& second : other) {
      if (absl::StartsWith(first, second)) both.insert(first);
      if (absl::StartsWith(second, first)) both.insert(second);
    }
  }
  if (both.empty()) return std::nullopt;
  return both;
}

bool LiesIn(const Regions& inner, const Regions& outer) {
  if (outer.empty()) return true;
  return !inner.empty() && absl::c_all_of(inner, [&](const std::string& place) {
    return absl::c_any_of(outer, [&](const std::string& prefix) {
      return absl::StartsWith(place, prefix);
    });
  });
}

bool LiesIn(const Look& inner, const Look& outer) {
  return inner.record_kind() == outer.record_kind() &&
         AreasInBoth(inner.areas(), outer.areas()).size() ==
             static_cast<std::size_t>(inner.areas_size()) &&
         LiesIn(inner.regions(), outer.regions());
}

// `look`, as far as `state` answers for it. Nothing when it does not at all.
std::optional<Look> Within(const SourceState& state, Look look) {
  if (!absl::c_linear_search(state.record_kinds(), look.record_kind())) {
    return std::nullopt;
  }
  const std::vector<int> areas = AreasInBoth(look.areas(), state.areas());
  const auto regions = RegionsInBoth(look.regions(), state.regions());
  if (areas.empty() || !regions.has_value()) return std::nullopt;
  look.mutable_areas()->Assign(areas.begin(), areas.end());
  look.mutable_regions()->Assign(regions->begin(), regions->end());
  return look;
}

// In place of those that lie in it.
void Put(const Look& look, SourceState& state) {
  auto& looks = *state.mutable_looks();
  looks.erase(
      std::remove_if(looks.begin(), looks.end(),
                     [&](const Look& known) { return LiesIn(known, look); }),
      looks.end());
  *looks.Add() = look;
}

}  // namespace

void AddLook(const SourceState& begun, record::v1::RecordKind kind,
             const google::protobuf::Timestamp& time, SourceState& state) {
  Look look;
  look.set_record_kind(kind);
  *look.mutable_areas() = begun.areas();
  *look.mutable_regions() = begun.regions();
  *look.mutable_latest_delivery_time() = time;
  const std::optional<Look> looked = Within(state, std::move(look));
  if (looked.has_value()) Put(*looked, state);
}

void KeepLooks(const SourceState& before, SourceState& state) {
  state.clear_looks();
  for (const Look& look : before.looks()) {
    const std::optional<Look> kept = Within(state, look);
    if (kept.has_value()) Put(*kept, state);
  }
}

}  // namespace creditproof::ingestion
