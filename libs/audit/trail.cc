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
  std::string body = entry.SerializeAsString();
  std::unique_lock<std::mutex> lock(mutex_);
  written_.wait(lock, [this] { return waiting_.size() < kMostWaiting; });
  const std::uint64_t sequence = ++added_;
  if (!failure_.ok()) return sequence;
  waiting_.push_back(std::move(body));
  const bool wake = waiting_.size() == 1 || waiting_.size() == kEnoughForCommit;
  lock.unlock();
  if (wake) work_.notify_one();
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
  std::vector<std::string> bodies;  // keeps its room from round to round
  std::unique_lock<std::mutex> lock(mutex_);
  for (;;) {
    work_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    work_.wait_for(lock, kGathering, [this] {
      return stopping_ || wanted_ > durable_.sequence ||
             waiting_.size() >= kEnoughForCommit;
    });
    if (waiting_.empty()) return;

    bodies.swap(waiting_);
    ChainEnd end = durable_;
    lock.unlock();
    absl::Status status = Write(bodies, end);
    bodies.clear();
    if (!status.ok()) on_failure_(status);
    lock.lock();

    if (status.ok()) {
      durable_ = std::move(end);
    } else {
      failure_ = std::move(status);
      waiting_.clear();
    }
    written_.notify_all();
  }
}

absl::Status Trail::Write(const std::vector<std::string>& bodies,
                          ChainEnd& end) {
  kv::Batch batch(store_);
  for (const std::string& body : bodies) {
    const std::string bytes = Extend(end, body);
    batch.Put(family_, kv::BigEndian(end.sequence), bytes);
  }
  return store_.Commit(std::move(batch), kv::Durability::kSynced);
}

absl::StatusOr<std::vector<v1::AuditEntry>> Trail::Read(
    std::uint64_t sequence, std::size_t max_entries) const {
  std::vector<v1::AuditEntry> entries;
  if (max_entries == 0) return entries;
  absl::Status parsed;
  const std::uint64_t before = std::max<std::uint64_t>(sequence, 1) - 1;
  RETURN_IF_ERROR(
      store_.Scan(family_, "", kv::BigEndian(before),
                  [&](absl::string_view key, absl::string_view bytes) {
                    auto entry = ParseEntry(key, bytes);
                    parsed = entry.status();
                    if (entry.ok()) entries.push_back(*std::move(entry));
                    return parsed.ok() && entries.size() < max_entries;
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
