#include "libs/changelog/head_reader.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"

namespace creditproof::changelog {
namespace {

absl::Status Unavailable(absl::string_view why) {
  return base::Error(absl::StatusCode::kUnavailable,
                     base::Reason::REASON_PEER_UNAVAILABLE,
                     absl::StrCat("the head of the log is not known: ", why,
                                  "; nothing was lost, try again"),
                     {{"service", "ingestion"}});
}

absl::StatusOr<std::uint64_t> Find(const absl::StatusOr<Heads>& heads,
                                   std::uint32_t partition) {
  if (absl::IsUnavailable(heads.status())) return heads.status();
  if (!heads.ok()) return Unavailable(heads.status().message());
  const auto found = heads->find(partition);
  if (found != heads->end()) return found->second;
  return base::Error(absl::StatusCode::kFailedPrecondition,
                     base::Reason::REASON_WRONG_PARTITION,
                     absl::StrCat("the head of partition ", partition,
                                  " is not followed here"),
                     {{"partition", absl::StrCat(partition)}});
}

}  // namespace

HeadReader::HeadReader(std::function<absl::StatusOr<Heads>()> read)
    : read_(std::move(read)),
      thread_([this](const std::stop_token& stop) { Run(stop); }) {}

absl::StatusOr<std::uint64_t> HeadReader::Read(std::uint32_t partition,
                                               absl::Time deadline) {
  std::unique_lock lock(mutex_);
  // A reading under way began before this call: it may have missed an entry
  // that was acknowledged just now.
  const std::uint64_t wanted = started_count_ + 1;
  wanted_count_ = std::max(wanted_count_, wanted);
  wanted_.notify_one();
  const bool in_time =
      FinishedOf(wanted).wait_until(lock, absl::ToChronoTime(deadline),
                                    [&] { return finished_count_ >= wanted; });
  if (!in_time) return Unavailable("it was not read in time");
  return Find(last_, partition);
}

void HeadReader::Run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (wanted_.wait(lock, stop,
                      [this] { return wanted_count_ > started_count_; })) {
    ++started_count_;
    lock.unlock();
    absl::StatusOr<Heads> heads = read_();
    lock.lock();
    last_ = std::move(heads);
    finished_count_ = started_count_;
    FinishedOf(finished_count_).notify_all();
  }
}

std::condition_variable& HeadReader::FinishedOf(std::uint64_t reading) {
  return finished_[reading % finished_.size()];
}

}  // namespace creditproof::changelog
