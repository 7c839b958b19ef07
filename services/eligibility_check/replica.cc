#include "services/eligibility_check/replica.h"

#include <utility>

#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/changelog/mark.h"
#include "services/eligibility_check/families.h"
#include "services/eligibility_check/stored.h"

namespace creditproof::eligibility_check {

using changelog::Progress;

absl::StatusOr<std::unique_ptr<Replica>> Replica::Open(
    kv::Store& store, const PartitionSet& partitions) {
  std::unique_ptr<Replica> replica(new Replica(store, partitions));
  RETURN_IF_ERROR(replica->FillIndex(
      [&](std::uint32_t partition) { return partitions.Serves(partition); }));
  for (const std::uint32_t partition : partitions.served()) {
    RETURN_IF_ERROR(replica->Load(partition));
  }
  return replica;
}

absl::Status Replica::Load(std::uint32_t partition) {
  ASSIGN_OR_RETURN(const changelog::Mark mark,
                   changelog::ReadMark(store_, kMeta, partition));
  ASSIGN_OR_RETURN(SharedState shared,
                   LoadSharedState(store_, partition, mark.position));
  Publish(partition, std::make_shared<const SharedState>(std::move(shared)), {},
          {mark.position, mark.append_time});
  return absl::OkStatus();
}

absl::Status Replica::FillIndex(absl::FunctionRef<bool(std::uint32_t)> wanted) {
  absl::Status broken;
  RETURN_IF_ERROR(store_.Scan(
      kStanding, "", "", [&](absl::string_view code, absl::string_view bytes) {
        const std::uint32_t partition = PartitionOf(code, partitions_.count());
        if (!wanted(partition)) return true;
        const absl::StatusOr<StoredStanding> stored = DecodeStored(bytes);
        broken = stored.status();
        if (stored.ok()) index_.Put(code, partition, *stored);
        return stored.ok();
      }));
  return broken;
}

absl::StatusOr<StoredStanding> Replica::Read(const CreditCode& code) const {
  std::optional<StoredStanding> clean = index_.Find(code.text());
  if (clean.has_value()) return *std::move(clean);
  return ReadStanding(store_, code.text());
}

absl::StatusOr<View> Replica::Look(std::uint32_t partition,
                                   const CreditCode& code) const {
  Published before = published(partition);  // what it vouches for is read
  View view;
  view.point = before.point;
  view.shared = std::move(before.shared);
  ASSIGN_OR_RETURN(StoredStanding stored, Read(code));
  view.standing = std::move(stored.standing);
  view.changed_position = stored.changed_position;
  return view;
}

absl::StatusOr<View> Replica::WaitAndLook(std::uint32_t partition,
                                          const CreditCode& code,
                                          std::uint64_t position,
                                          absl::Time deadline) const {
  while (true) {
    RETURN_IF_ERROR(progress_.WaitFor(partition, position, deadline));
    ASSIGN_OR_RETURN(View view, Look(partition, code));
    if (view.settled()) return view;
    position = view.newest();
  }
}

absl::StatusOr<bool> Replica::Unchanged(const CreditCode& code,
                                        const View& view) const {
  ASSIGN_OR_RETURN(const StoredStanding now, ReadStanding(store_, code.text()));
  return now.changed_position == view.changed_position;
}

absl::StatusOr<changelog::Applier::Applied> Replica::Resume(
    std::uint32_t partition) {
  ASSIGN_OR_RETURN(changelog::Mark mark,
                   changelog::ReadMark(store_, kMeta, partition));
  if (mark.position != progress_.Applied(partition).position) {
    RETURN_IF_ERROR(
        FillIndex([&](std::uint32_t its) { return its == partition; }));
    RETURN_IF_ERROR(Load(partition));
  }
  return changelog::Applier::Applied{mark.position,
                                     std::move(mark.running_sha256)};
}

Published Replica::published(std::uint32_t partition) const {
  const Slot& slot = slots_[partition];
  const std::lock_guard lock(slot.mutex);
  return slot.published;
}

void Replica::Publish(std::uint32_t partition,
                      std::shared_ptr<const SharedState> shared,
                      const std::map<std::string, StoredStanding>& changed,
                      Progress::Point point) {
  for (const auto& [code, stored] : changed) {
    index_.Put(code, partition, stored);
  }
  {
    Slot& slot = slots_[partition];
    const std::lock_guard lock(slot.mutex);
    slot.published = {point, std::move(shared)};
  }
  progress_.Publish(partition, point);
}

}  // namespace creditproof::eligibility_check
