#include "libs/audit/trail.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <utility>

#include "libs/base/log.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"

namespace creditproof::audit {
namespace {

constexpr std::size_t kMostWaiting = 65536;
constexpr std::size_t kEnoughForCommit = 4096;

// A commit costs more than many entries: gather them while nobody waits.
constexpr std::chrono::milliseconds kGathering(20);

}  // namespace

void Trail::EndProcess(const absl::Status& failure) {
  base::Log(base::Severity::kError, "audit_trail_failed_so_process_ends",
            {{"error", failure.ToString()}});
  std::_Exit(EXIT_FAILURE);
}

absl::StatusOr<std::unique_ptr<Trail>> Trail::Open(kv::Store& store,
                                                   kv::Family family,
                                                   OnFailure on_failure) {
  ASSIGN_OR_RETURN(ChainEnd end, ReadEnd(store, family));
  return std::unique_ptr<Trail>(
      new Trail(store, family, std::move(end), std::move(on_failure)));
}

Trail::Trail(kv::Store& store, kv::Family family, ChainEnd end,
             OnFailure on_failure)
    : store_(store),
      family_(family),
      on_failure_(std::move(on_failure)),
      added_(end.sequence),
      durable_(std::move(end)),
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
  std::unique_lock<std::mutex> lock(mutex_);
  written_.wait(lock, [this] { return waiting_.count() < kMostWaiting; });
  const std::uint64_t sequence = ++added_;
  if (!failure_.ok()) return sequence;
  waiting_.Add(body);
  const std::size_t count = waiting_.count();
  lock.unlock();
  if (count == 1 || count == kEnoughForCommit) work_.notify_one();
  return sequence;
}

absl::Status Trail::WaitDurable(std::uint64_t sequence) {
  std::unique_lock<std::mutex> lock(mutex_);
  wanted_ = std::max(wanted_, sequence);
  work_.notify_one();
  written_.wait(
      lock, [&] { return durable_.sequence >= sequence || !failure_.ok(); });
  return durable_.sequence >= sequence ? absl::OkStatus() : failure_;
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

    std::swap(entries, waiting_);
    ChainEnd end = durable_;
    lock.unlock();
    absl::Status status = Write(entries, end);
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
  }
}

absl::Status Trail::Write(const PageEntries& entries, ChainEnd& end) {
  kv::Batch batch(store_);
  const std::string page = Extend(end, entries);
  batch.Put(family_, kv::BigEndian(end.sequence), page);
  return store_.Commit(std::move(batch), kv::Durability::kSynced);
}

absl::StatusOr<std::vector<v1::AuditEntry>> Trail::Read(
    std::uint64_t sequence, std::size_t max_entries) const {
  std::vector<v1::AuditEntry> entries;
  if (max_entries == 0) return entries;
  absl::Status parsed;
  const std::uint64_t first = std::max<std::uint64_t>(sequence, 1);
  RETURN_IF_ERROR(store_.Scan(
      family_, "", kv::BigEndian(first - 1),
      [&](absl::string_view key, absl::string_view bytes) {
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

absl::Status Trail::Verify() const {
  ChainEnd known;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    known = durable_;
  }
  return VerifyChain(store_, family_, known);
}

}  // namespace creditproof::audit
