#include "libs/audit/walk.h"

#include <google/protobuf/util/message_differencer.h>
#include <google/protobuf/util/time_util.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/audit/page_key.h"
#include "libs/audit/retention.h"
#include "libs/audit/subject_index.h"
#include "libs/base/status_macros.h"

namespace creditproof::audit {
namespace {

using google::protobuf::util::MessageDifferencer;
using google::protobuf::util::TimeUtil;

absl::Time ToTime(const google::protobuf::Timestamp& time) {
  return absl::FromUnixMicros(TimeUtil::TimestampToMicroseconds(time));
}

class Walker {
 public:
  Walker(const kv::Store& store, kv::Family family, const KnownEnds& known)
      : store_(store), family_(family), known_(known) {
    state_.mutable_end()->set_sha256(ChainEnd().sha256);
  }

  // What the chain's next pair holds. False once something does not fit.
  absl::StatusOr<bool> Visit(absl::string_view key, absl::string_view bytes);

  // What is only known at the end.
  v1::TrailState Finish();

  std::uint64_t sequence() const { return state_.end().sequence(); }

 private:
  bool Begin(absl::string_view bytes);
  absl::StatusOr<bool> Follow(const v1::AuditPage& page,
                              const v1::ChainPoint& point);
  absl::StatusOr<bool> CheckIndex(const v1::AuditPage& page);
  void CheckStart();
  void CheckReached();

  bool Damaged(std::uint64_t sequence, absl::string_view message);
  bool Missing(std::uint64_t sequence);
  bool Changed(std::uint64_t sequence);

  const kv::Store& store_;
  const kv::Family family_;
  const KnownEnds& known_;
  v1::TrailState state_;
  v1::TrailStart last_pruned_;        // that an entry tells of
  std::vector<std::uint64_t> marks_;  // of the segment that is being read
};

bool Walker::Damaged(std::uint64_t sequence, absl::string_view message) {
  state_.mutable_damage()->set_sequence(sequence);
  state_.mutable_damage()->set_message(std::string(message));
  return false;
}

bool Walker::Missing(std::uint64_t sequence) {
  return Damaged(sequence,
                 absl::StrCat("audit entry ", sequence, " is missing"));
}

bool Walker::Changed(std::uint64_t sequence) {
  return Damaged(sequence,
                 absl::StrCat("audit entry ", sequence, " was changed"));
}

absl::StatusOr<bool> Walker::Visit(absl::string_view key,
                                   absl::string_view bytes) {
  if (key == kChain) return Begin(bytes);
  if (!IsPage(key)) return true;
  const std::uint64_t next = sequence() + 1;
  const absl::StatusOr<v1::AuditPage> page = ParsePage(key, bytes);
  if (!page.ok()) return Damaged(next, page.status().message());
  if (page->first_sequence() != next) return Missing(next);
  if (page->previous_sha256() != state_.end().sha256()) {
    return Damaged(next, absl::StrCat("audit entry ", next,
                                      " does not fit what is before it: one "
                                      "of the two was changed"));
  }
  return Follow(*page, PointOf(*page, bytes));
}

bool Walker::Begin(absl::string_view bytes) {
  const absl::StatusOr<v1::TrailStart> start = ParseStart(bytes);
  if (!start.ok()) return Damaged(1, start.status().message());
  *state_.mutable_start() = *start;
  *state_.mutable_end() = start->removed();
  const v1::ChainPoint& earlier = known_.earlier;
  if (earlier.sequence() < sequence()) return true;
  return earlier.sequence() != sequence() ||
         earlier.sha256() == start->removed().sha256() || Changed(sequence());
}

absl::StatusOr<bool> Walker::Follow(const v1::AuditPage& page,
                                    const v1::ChainPoint& point) {
  const v1::ChainPoint& earlier = known_.earlier;
  const bool passes_earlier =
      earlier.sequence() > sequence() && earlier.sequence() <= point.sequence();
  if (passes_earlier && (earlier.sequence() != point.sequence() ||
                         earlier.sha256() != point.sha256())) {
    return Changed(earlier.sequence());
  }
  if (point.sequence() == known_.now.sequence &&
      point.sha256() != known_.now.sha256) {
    return Changed(point.sequence());
  }
  if (!state_.has_first_time()) {
    *state_.mutable_first_time() = page.entries(0).time();
  }
  *state_.mutable_end() = point;
  return CheckIndex(page);
}

absl::StatusOr<bool> Walker::CheckIndex(const v1::AuditPage& page) {
  for (const v1::AuditEntry& entry : page.entries()) {
    if (entry.has_pruned()) last_pruned_ = entry.pruned();
    marks_.push_back(MarkOf(entry.subject()));
    if (entry.sequence() % kSegmentEntries != 0) continue;
    const std::vector<std::uint64_t> marks = std::exchange(marks_, {});
    if (marks.size() != kSegmentEntries) continue;  // its beginning is removed
    const std::uint64_t segment = SegmentOf(entry.sequence());
    ASSIGN_OR_RETURN(const bool stored,
                     IsStored(store_, family_, segment, marks));
    if (stored) continue;
    // It may have been removed since the walk began.
    ASSIGN_OR_RETURN(const v1::TrailStart start, ReadStart(store_, family_));
    if (segment < SegmentOf(start.removed().sequence() + 1)) continue;
    const std::uint64_t first = entry.sequence() - kSegmentEntries + 1;
    return Damaged(first, absl::StrCat("the index by subject was changed for "
                                       "audit entries ",
                                       first, " to ", entry.sequence()));
  }
  return true;
}

v1::TrailState Walker::Finish() {
  if (!state_.has_damage()) CheckReached();
  if (!state_.has_damage() && state_.has_start()) CheckStart();
  return std::move(state_);
}

void Walker::CheckReached() {
  if (sequence() < known_.now.sequence ||
      sequence() < known_.earlier.sequence()) {
    Missing(sequence() + 1);
  }
}

// Whether the beginning was removed by rule.
void Walker::CheckStart() {
  const v1::TrailStart& start = state_.start();
  const std::uint64_t first = start.removed().sequence();
  if (!MessageDifferencer::Equals(start, last_pruned_)) {
    Damaged(first, absl::StrCat("audit entries up to ", first,
                                " were removed, and no entry tells of it"));
    return;
  }
  const v1::ChainPoint& earlier = known_.earlier;
  const auto months = static_cast<int>(start.keep_months());
  if (earlier.has_time() && earlier.sequence() <= first &&
      KeptUntil(ToTime(earlier.time()), months) > ToTime(start.time())) {
    Damaged(earlier.sequence(), absl::StrCat("audit entry ", earlier.sequence(),
                                             " was removed before its time"));
  }
}

}  // namespace

absl::StatusOr<v1::TrailState> Walk(
    const kv::Store& store, kv::Family family, const KnownEnds& known,
    absl::FunctionRef<bool(std::uint64_t)> go_on) {
  Walker walker(store, family, known);
  absl::Status status;
  RETURN_IF_ERROR(store.Scan(
      family, kChain, "", [&](absl::string_view key, absl::string_view bytes) {
        const absl::StatusOr<bool> fits = walker.Visit(key, bytes);
        status = fits.status();
        if (status.ok() && !go_on(walker.sequence())) {
          status = absl::CancelledError("the walk was ended");
        }
        return status.ok() && *fits;
      }));
  RETURN_IF_ERROR(status);
  return walker.Finish();
}

}  // namespace creditproof::audit
