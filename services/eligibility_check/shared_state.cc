#include "services/eligibility_check/shared_state.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>

#include "absl/strings/match.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/eligibility_check/families.h"

namespace creditproof::eligibility_check {
namespace {

using changelog::v1::Change;
using changelog::v1::SourceState;
using google::protobuf::util::TimeUtil;
using record::v1::Area;
using record::v1::DeclaredKind;

// Whether the source has ever delivered and delivers penalties: whether
// somebody looked. Lists of the dishonest alone tell nothing of
// 未发现违法违规记录.
bool Covers(const SourceState& source) {
  const auto& kinds = source.record_kinds();
  return source.has_first_delivery_time() &&
         std::find(kinds.begin(), kinds.end(),
                   record::v1::RECORD_KIND_PENALTY) != kinds.end();
}

// By area, when the latest delivery ended among the sources that cover it.
std::map<Area, absl::Time> LatestDeliveries(const SharedState& state) {
  std::map<Area, absl::Time> latest;
  for (const auto& [id, source] : state.sources) {
    if (!Covers(source)) continue;
    const absl::Time time = absl::FromUnixMicros(
        TimeUtil::TimestampToMicroseconds(source.latest_delivery_time()));
    for (const int area : source.areas()) {
      const auto [of_area, first] =
          latest.try_emplace(static_cast<Area>(area), time);
      if (!first) of_area->second = std::max(of_area->second, time);
    }
  }
  return latest;
}

std::vector<Area> CoveredAreas(const SharedState& state) {
  std::vector<Area> areas;
  for (const auto& [area, time] : LatestDeliveries(state)) {
    areas.push_back(area);
  }
  return areas;
}

void TakeSource(const SourceState& source, SharedState& state) {
  state.sources[source.source_id()] = source;
  state.covered_areas = CoveredAreas(state);
}

void TakeKind(const DeclaredKind& kind, SharedState& state) {
  DeclaredKind& known_as = state.kinds[kind.number()];
  known_as = kind;
  known_as.clear_columns();
  state.uncounted_kinds.clear();
  for (const auto& [number, known] : state.kinds) {
    if (known.counts()) continue;
    state.uncounted_kinds.push_back(
        static_cast<record::v1::RecordKind>(number));
  }
}

// Takes one stored value. False when it cannot be read.
bool TakeStored(absl::string_view key, absl::string_view value,
                std::uint32_t partition, SharedState& state) {
  const int size = static_cast<int>(value.size());
  if (key == PolicyKey(partition)) {
    return state.policy.emplace().ParseFromArray(value.data(), size);
  }
  if (absl::StartsWith(key, KindKey(partition, ""))) {
    DeclaredKind kind;
    const bool readable = kind.ParseFromArray(value.data(), size);
    TakeKind(kind, state);
    return readable;
  }
  SourceState source;
  const bool readable = source.ParseFromArray(value.data(), size);
  TakeSource(source, state);
  return readable;
}

absl::Status Corrupt(absl::string_view key) {
  return base::Error(
      absl::StatusCode::kDataLoss, base::Reason::REASON_STORE_CORRUPT,
      "a stored policy, source or kind cannot be read", {{"key", key}});
}

}  // namespace

void TakeSharedChange(const Change& change, std::uint64_t position,
                      SharedState& state) {
  switch (change.kind_case()) {
    case Change::kSourceState:
      TakeSource(change.source_state(), state);
      break;
    case Change::kPolicyActivated:
      state.policy = change.policy_activated().policy();
      break;
    case Change::kKindDeclared:
      TakeKind(change.kind_declared().kind(), state);
      break;
    default:
      return;
  }
  state.changed_position = position;
}

absl::StatusOr<SharedState> LoadSharedState(const kv::Store& store,
                                            std::uint32_t partition,
                                            std::uint64_t position) {
  SharedState state;
  absl::Status broken;
  RETURN_IF_ERROR(store.Scan(
      kShared, PartitionKey(partition), "",
      [&](absl::string_view key, absl::string_view value) {
        const bool readable = TakeStored(key, value, partition, state);
        if (!readable) broken = Corrupt(key.substr(PartitionKey(0).size()));
        return readable;
      }));
  RETURN_IF_ERROR(broken);
  state.changed_position = position;
  return state;
}

absl::Time DataAsOf(const SharedState& state, const std::vector<Area>& areas) {
  const std::map<Area, absl::Time> latest = LatestDeliveries(state);
  absl::Time oldest = absl::InfiniteFuture();
  for (const Area area : areas) {
    const auto found = latest.find(area);
    if (found != latest.end()) oldest = std::min(oldest, found->second);
  }
  return oldest == absl::InfiniteFuture() ? absl::InfinitePast() : oldest;
}

}  // namespace creditproof::eligibility_check
