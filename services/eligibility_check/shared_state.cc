#include "services/eligibility_check/shared_state.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <set>

#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/eligibility_check/families.h"

namespace creditproof::eligibility_check {
namespace {

using changelog::v1::Change;
using changelog::v1::SourceState;
using google::protobuf::util::TimeUtil;
using record::v1::Area;

// Whether the source has ever delivered records: whether somebody looked.
bool Covers(const SourceState& source) {
  return source.has_first_delivery_time() && !source.record_kinds().empty();
}

std::vector<Area> CoveredAreas(const SharedState& state) {
  std::set<Area> areas;
  for (const auto& [id, source] : state.sources) {
    if (!Covers(source)) continue;
    for (const int area : source.areas()) areas.insert(static_cast<Area>(area));
  }
  return {areas.begin(), areas.end()};
}

void TakeSource(const SourceState& source, SharedState& state) {
  state.sources[source.source_id()] = source;
  state.covered_areas = CoveredAreas(state);
}

absl::Status Corrupt(absl::string_view key) {
  return base::Error(
      absl::StatusCode::kDataLoss, base::Reason::REASON_STORE_CORRUPT,
      "a stored policy or source cannot be read", {{"key", key}});
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
    default:
      return;
  }
  state.changed_position = position;
}

absl::StatusOr<SharedState> LoadSharedState(const kv::Store& store,
                                            std::uint32_t partition,
                                            std::uint64_t position) {
  SharedState state;
  const std::string policy_key = PolicyKey(partition);
  absl::Status broken;
  RETURN_IF_ERROR(store.Scan(
      kShared, PartitionKey(partition), "",
      [&](absl::string_view key, absl::string_view value) {
        const int size = static_cast<int>(value.size());
        bool readable = false;
        if (key == policy_key) {
          readable = state.policy.emplace().ParseFromArray(value.data(), size);
        } else {
          SourceState source;
          readable = source.ParseFromArray(value.data(), size);
          TakeSource(source, state);
        }
        if (!readable) broken = Corrupt(key.substr(PartitionKey(0).size()));
        return readable;
      }));
  RETURN_IF_ERROR(broken);
  state.changed_position = position;
  return state;
}

absl::Time DataAsOf(const SharedState& state, const std::vector<Area>& areas) {
  absl::Time latest = absl::InfinitePast();
  for (const auto& [id, source] : state.sources) {
    const bool asked = std::any_of(
        source.areas().begin(), source.areas().end(), [&](int area) {
          return std::binary_search(areas.begin(), areas.end(),
                                    static_cast<Area>(area));
        });
    if (!asked || !Covers(source)) continue;
    latest =
        std::max(latest, absl::FromUnixMicros(TimeUtil::TimestampToMicroseconds(
                             source.latest_delivery_time())));
  }
  return latest;
}

}  // namespace creditproof::eligibility_check
