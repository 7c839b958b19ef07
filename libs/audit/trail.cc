#include "libs/audit/trail.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <future>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/audit/page_key.h"
#include "libs/base/log.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"

namespace creditproof::audit {
namespace {

constexpr std::size_t kMostWaiting = 65536;
constexpr std::size_t kEnoughForCommit = 4096;

// A commit costs more than many entries: gather them while nobody waits.
constexpr std::chrono::milliseconds kGathering(20);

constexpr absl::Duration kPruningInterval = absl::Hours(24);

v1::AuditEntry PruningEntry(const v1::TrailStart& start) {
  v1::AuditEntry entry;
  *entry.mutable_time() = start.time();
  entry.set_ground("RETENTION");
  entry.set_method("PruneTrail");
  entry.set_outcome("PRUNED");
  *entry.mutable_pruned() = start;
  return entry;
}

// The page in which the entry is, or the next one that there is; an empty one
// behind the end.
absl::StatusOr<v1::AuditPage> ReadPage(const kv::Store& store,
                                       kv::Family family,
                                       std::uint64_t sequence) {
  absl::StatusOr<v1::AuditPage> page = v1::AuditPage();
  RETURN_IF_ERROR(
      store.Scan(family, kChain, kv::BigEndian(sequence - 1),
                 [&](absl::string_view key, absl::string_view bytes) {
                   if (!IsPage(key)) return true;
                   page = ParsePage(key, bytes);
                   return false;
                 }));
  return page;
}

// An entry that was indexed a moment ago.
absl::Status CheckRemovedByRule(const kv::Store& store, kv::Family family,
                                std::uint64_t sequence) {
  ASSIGN_OR_RETURN(const v1::TrailStart start, ReadStart(store, family));
  if (sequence <= start.removed().sequence()) return absl::OkStatus();
  return Broken(sequence,
                absl::StrCat("audit entry ", sequence, " is missing"));
}

}  // namespace

void Trail::EndProcess(const absl::Status& failure) {
  base::Log(base::Severity::kError, "audit_trail_failed_so_process_ends",
            {{"error", failure.ToString()}});
  std::_Exit(EXIT_FAILURE);
}

absl::StatusOr<std::unique_ptr<Trail>> Trail::Open(kv::Store& store,
                                                   kv::Family family,
                                                   Retention retention,
                                                   OnFailure on_failure) {
  Stored stored;
  ASSIGN_OR_RETURN(stored.end, ReadEnd(store, family));
  ASSIGN_OR_RETURN(stored.start, ReadStart(store, family));
  ASSIGN_OR_RETURN(stored.index,
                   SubjectIndex::Open(store, family, stored.start, stored.end));
  return std::unique_ptr<Trail>(new Trail(store, family, std::move(stored),
                                          std::move(retention),
                                          std::move(on_failure)));
}

Trail::Trail(kv::Store& store, kv::Family family, Stored stored,
             Retention retention, OnFailure on_failure)
    : store_(store),
      family_(family),
      on_failure_(std::move(on_failure)),
      retention_(std::move(retention)),
      index_(std::move(stored.index)),
      start_(std::move(stored.start)),
      added_(stored.end.sequence),
      durable_(std::move(stored.end)),
      writer_([this] { WriteUntilStopped(); }) {}

Trail::~Trail() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  work_.notify_one();
  writer_.join();
}

std::uint64_t Trail::Add(const v1::AuditEntry& entry) {
  thread_local std::string body;  // keeps its room
  entry.SerializeToString(&body);
  const std::uint64_t mark = MarkOf(entry.subject());
  std::unique_lock<std::mutex> lock(mutex_);
  written_.wait(lock, [this] { return waiting_.count() < kMostWaiting; });
  const std::uint64_t sequence = ++added_;
  if (!failure_.ok()) return sequence;
  waiting_.Add(body, mark);
  const std::size_t count = waiting_.count();
  lock.unlock();
  if (count == 1 || count == kEnoughForCommit) work_.notify_one();
  return sequence;
}

absl::Status Trail::WaitDurable(std::uint64_t sequence) {
  std::promise<absl::Status> ended;
  std::future<absl::Status> end = ended.get_future();
  WhenDurable(sequence,
              [&](const absl::Status& durable) { ended.set_value(durable); });
  return end.get();
}

void Trail::WhenDurable(std::uint64_t sequence, Then then) {
  absl::Status ended;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const bool is_durable = durable_.sequence >= sequence;
    if (!is_durable && failure_.ok()) {
      wanted_ = std::max(wanted_, sequence);
      callers_.push_back({sequence, std::move(then)});
      work_.notify_one();
      return;
    }
    if (!is_durable) ended = failure_;
  }
  then(ended);
}

std::vector<Trail::Caller> Trail::TakeCallers() {
  const auto ready = std::partition(
      callers_.begin(), callers_.end(), [this](const Caller& caller) {
        return caller.sequence > durable_.sequence && failure_.ok();
      });
  std::vector<Caller> taken(std::make_move_iterator(ready),
                            std::make_move_iterator(callers_.end()));
  callers_.erase(ready, callers_.end());
  return taken;
}

void Trail::WriteUntilStopped() {
  PageEntries entries;
  std::unique_lock<std::mutex> lock(mutex_);
  for (;;) {
    work_.wait(lock, [this] { return stopping_ || waiting_.count() > 0; });
    work_.wait_for(lock, kGathering, [this] {
      return stopping_ || wanted_ > durable_.sequence ||
             waiting_.count() >= kEnoughForCommit;
    });
    if (waiting_.count() == 0) return;

    lock.unlock();
    const std::optional<Pruning> pruning = DuePruning();
    lock.lock();
    if (pruning.has_value()) {
      ++added_;
      waiting_.Add(PruningEntry(pruning->start).SerializeAsString(), 0);
    }
    std::swap(entries, waiting_);
    ChainEnd end = durable_;
    lock.unlock();
    absl::Status status = Write(entries, pruning, end);
    entries.Clear();
    if (!status.ok()) on_failure_(status);
    lock.lock();

    if (status.ok()) {
      durable_ = std::move(end);
    } else {
      failure_ = std::move(status);
      waiting_.Clear();
    }
    written_.notify_all();
    const std::vector<Caller> callers = TakeCallers();
    if (callers.empty()) continue;
    const absl::Status durable = failure_;
    lock.unlock();
    for (const Caller& caller : callers) caller.then(durable);
    lock.lock();
  }
}

absl::Status Trail::Write(const PageEntries& entries,
                          const std::optional<Pruning>& pruning,
                          ChainEnd& end) {
  kv::Batch batch(store_);
  const std::string page = Extend(end, entries);
  batch.Put(family_, kv::BigEndian(end.sequence), page);
  index_->Add(entries.marks(), batch);
  if (pruning.has_value()) {
    for (const std::string& key : pruning->pages) batch.Delete(family_, key);
    batch.Put(family_, kChain, pruning->start.SerializeAsString());
    RemoveSegments(SegmentOf(start_.removed().sequence() + 1),
                   SegmentOf(pruning->start.removed().sequence() + 1), family_,
                   batch);
    start_ = pruning->start;
  }
  RETURN_IF_ERROR(store_.Commit(std::move(batch), kv::Durability::kSynced));
  index_->Committed();
  return absl::OkStatus();
}

std::optional<Pruning> Trail::DuePruning() {
  if (retention_.keep_months == 0) return std::nullopt;
  const absl::Time now = retention_.clock();
  if (now < next_pruning_) return std::nullopt;
  absl::StatusOr<Pruning> pruning =
      PlanPruning(store_, family_, start_, retention_.keep_months, now);
  if (!pruning.ok()) {
    base::Log(base::Severity::kError, "audit_trail_not_pruned",
              {{"error", pruning.status().ToString()}});
  }
  if (!pruning.ok() || pruning->all) next_pruning_ = now + kPruningInterval;
  if (!pruning.ok() || pruning->pages.empty()) return std::nullopt;
  return *std::move(pruning);
}

absl::StatusOr<std::vector<v1::AuditEntry>> Trail::Read(
    std::uint64_t sequence, std::size_t max_entries) const {
  std::vector<v1::AuditEntry> entries;
  if (max_entries == 0) return entries;
  absl::Status parsed;
  const std::uint64_t first = std::max<std::uint64_t>(sequence, 1);
  RETURN_IF_ERROR(store_.Scan(
      family_, kChain, kv::BigEndian(first - 1),
      [&](absl::string_view key, absl::string_view bytes) {
        if (!IsPage(key)) return true;
        absl::StatusOr<v1::AuditPage> page = ParsePage(key, bytes);
        parsed = page.status();
        if (!parsed.ok()) return false;
        for (v1::AuditEntry& entry : *page->mutable_entries()) {
          if (entry.sequence() < first || entries.size() == max_entries) {
            continue;
          }
          entries.push_back(std::move(entry));
        }
        return entries.size() < max_entries;
      }));
  RETURN_IF_ERROR(parsed);
  return entries;
}

absl::StatusOr<Trail::About> Trail::ReadAbout(absl::string_view subject,
                                              std::uint64_t sequence,
                                              std::size_t max_entries,
                                              std::uint64_t last) const {
  About about;
  about.searched = std::min(last, durable_sequence());
  ASSIGN_OR_RETURN(
      const std::vector<std::uint64_t> found,
      index_->Find(MarkOf(subject), sequence, about.searched, max_entries));
  v1::AuditPage page;
  for (const std::uint64_t wanted : found) {
    if (page.entries().empty() ||
        page.entries().rbegin()->sequence() < wanted) {
      ASSIGN_OR_RETURN(page, ReadPage(store_, family_, wanted));
    }
    if (page.entries().empty() || wanted < page.first_sequence()) {
      RETURN_IF_ERROR(CheckRemovedByRule(store_, family_, wanted));
      continue;
    }
    const v1::AuditEntry& entry =
        page.entries(static_cast<int>(wanted - page.first_sequence()));
    if (entry.subject() == subject) about.entries.push_back(entry);
  }
  about.more = !found.empty() && found.size() == max_entries;
  if (about.more) about.searched = found.back();
  return about;
}

absl::StatusOr<v1::TrailState> Trail::Walk(
    const v1::ChainPoint& earlier,
    absl::FunctionRef<bool(std::uint64_t)> go_on) const {
  ChainEnd now;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    now = durable_;
  }
  return audit::Walk(store_, family_, {std::move(now), earlier}, go_on);
}

absl::Status Trail::Verify() const {
  ASSIGN_OR_RETURN(const v1::TrailState state,
                   Walk({}, [](std::uint64_t) { return true; }));
  if (!state.has_damage()) return absl::OkStatus();
  return Broken(state.damage().sequence(), state.damage().message());
}

std::uint64_t Trail::durable_sequence() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return durable_.sequence;
}

}  // namespace creditproof::audit
