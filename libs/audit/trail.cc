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

void Trail::Bodies::Add(absl::string_view body) {
  bytes.append(body.data(), body.size());
  sizes.push_back(body.size());
}

void Trail::Bodies::Clear() {
  bytes.clear();
  sizes.clear();
}

std::uint64_t Trail::Add(const v1::AuditEntry& entry) {
  thread_local std::string body;  // keeps its room, as Bodies does
  entry.SerializeToString(&body);
  std::unique_lock<std::mutex> lock(mutex_);
  written_.wait(lock, [this] { return waiting_.sizes.size() < kMostWaiting; });
  const std::uint64_t sequence = ++added_;
  if (!failure_.ok()) return sequence;
  waiting_.Add(body);
  const std::size_t count = waiting_.sizes.size();
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
  Bodies bodies;
  std::unique_lock<std::mutex> lock(mutex_);
  for (;;) {
    work_.wait(lock, [this] { return stopping_ || !waiting_.sizes.empty(); });
    work_.wait_for(lock, kGathering, [this] {
      return stopping_ || wanted_ > durable_.sequence ||
             waiting_.sizes.size() >= kEnoughForCommit;
    });
    if (waiting_.sizes.empty()) return;

    std::swap(bodies, waiting_);
    ChainEnd end = durable_;
    lock.unlock();
    absl::Status status = Write(bodies, end);
    bodies.Clear();
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

absl::Status Trail::Write(const Bodies& bodies, ChainEnd& end) {
  kv::Batch batch(store_);
  absl::string_view rest = bodies.bytes;
  for (const std::size_t size : bodies.sizes) {
    const std::string bytes = Extend(end, rest.substr(0, size));
    batch.Put(family_, kv::BigEndian(end.sequence), bytes);
    rest.remove_prefix(size);
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
