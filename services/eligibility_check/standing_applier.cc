#include "services/eligibility_check/standing_applier.h"

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "libs/base/status_macros.h"
#include "libs/changelog/mark.h"
#include "services/eligibility_check/families.h"
#include "services/eligibility_check/overlay.h"
#include "services/eligibility_check/subject_change.h"

namespace creditproof::eligibility_check {
namespace {

using changelog::DecodedEntry;
using changelog::v1::Change;

void WriteShared(std::uint32_t partition, const Change& change,
                 Overlay& overlay) {
  if (change.has_source_state()) {
    overlay.Put(kShared,
                SourceKey(partition, change.source_state().source_id()),
                change.source_state().SerializeAsString());
  } else if (change.has_policy_activated()) {
    overlay.Put(kShared, PolicyKey(partition),
                change.policy_activated().policy().SerializeAsString());
  } else if (change.has_kind_declared()) {
    const record::v1::DeclaredKind& kind = change.kind_declared().kind();
    overlay.Put(kShared, KindKey(partition, kind.kind_id()),
                kind.SerializeAsString());
  }
}

}  // namespace

absl::StatusOr<changelog::Applier::Applied> StandingApplier::Start(
    std::uint32_t partition) {
  return replica_.Resume(partition);
}

absl::Status StandingApplier::Apply(std::uint32_t partition,
                                    const std::vector<DecodedEntry>& entries) {
  if (entries.empty()) return absl::OkStatus();
  Overlay overlay(replica_.store());
  std::shared_ptr<const SharedState> shared = replica_.shared(partition);
  std::map<std::string, StoredStanding> changed;
  for (const DecodedEntry& entry : entries) {
    if (!entry.change.credit_code().empty()) {
      ASSIGN_OR_RETURN(
          changed[entry.change.credit_code()],
          TakeSubjectChange(entry.change, entry.position, overlay));
    } else if (entry.change.has_source_state() ||
               entry.change.has_policy_activated() ||
               entry.change.has_kind_declared()) {
      auto next = std::make_shared<SharedState>(*shared);
      TakeSharedChange(entry.change, entry.position, *next);
      WriteShared(partition, entry.change, overlay);
      shared = std::move(next);
    }
  }
  const DecodedEntry& last = entries.back();
  overlay.Put(kMeta, changelog::MarkKey(partition),
              changelog::EncodeMark(
                  {last.position, last.append_time, last.running_sha256}));
  RETURN_IF_ERROR(
      replica_.store().Commit(overlay.ToBatch(), kv::Durability::kBuffered));
  replica_.Publish(partition, std::move(shared), changed,
                   {last.position, last.append_time});
  return absl::OkStatus();
}

}  // namespace creditproof::eligibility_check
