#include "services/verification/presentations.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/log.h"
#include "libs/base/status_macros.h"

namespace creditproof::verification {
namespace {

using google::protobuf::util::TimeUtil;
using v1::PresentationCount;
using v1::PresentationDay;

constexpr std::chrono::seconds kPause(1);

std::string PrefixOf(const claim::ReportNumber& number) {
  return absl::StrCat(number.text(), "/");
}

std::string DateOf(absl::Time time) {
  return absl::FormatTime("%Y-%m-%d", time, base::ChinaTime());
}

absl::Status Unreadable(absl::string_view key) {
  return base::Error(absl::StatusCode::kDataLoss,
                     base::Reason::REASON_STORE_CORRUPT,
                     "counted presentations are unreadable", {{"key", key}});
}

}  // namespace

Presentations::Presentations(kv::Store& store, kv::Family family)
    : store_(store),
      family_(family),
      thread_([this](const std::stop_token& stop) { Run(stop); }) {}

Presentations::~Presentations() {
  thread_.request_stop();
  thread_.join();
}

void Presentations::Add(const claim::ReportNumber& number,
                        PresentationCount::Channel channel,
                        v1::Authenticity authenticity, absl::Time now) {
  const std::string key = absl::StrCat(PrefixOf(number), DateOf(now));
  const std::lock_guard lock(mutex_);
  Tally& tally = counted_[key][{channel, authenticity}];
  ++tally.count;
  tally.last = std::max(tally.last, now);
}

absl::StatusOr<v1::Presentations> Presentations::Of(
    const claim::ReportNumber& number) const {
  const std::string prefix = PrefixOf(number);
  std::map<std::string, PresentationDay, std::greater<>> days;  // by date
  absl::Status parsed;
  const std::lock_guard no_writing(writing_);
  RETURN_IF_ERROR(store_.Scan(
      family_, prefix, "", [&](absl::string_view key, absl::string_view bytes) {
        PresentationDay& day = days[std::string(key.substr(prefix.size()))];
        if (!day.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
          parsed = Unreadable(key);
        }
        return parsed.ok();
      }));
  RETURN_IF_ERROR(parsed);
  {
    const std::lock_guard lock(mutex_);
    for (auto at = counted_.lower_bound(prefix);
         at != counted_.end() && absl::StartsWith(at->first, prefix); ++at) {
      AddTo(at->second, days[at->first.substr(prefix.size())]);
    }
  }
  v1::Presentations presentations;
  presentations.set_report_number(number.text());
  std::int64_t total = 0;
  for (auto& [date, day] : days) {
    for (const PresentationCount& count : day.counts()) total += count.count();
    if (presentations.days_size() == kMostDays) continue;
    day.set_date(date);
    *presentations.add_days() = std::move(day);
  }
  presentations.set_total_count(total);
  return presentations;
}

// Both are in the order of channel and verdict.
void Presentations::AddTo(const Day& day, PresentationDay& stored) {
  std::map<Alike, PresentationCount> counts;
  for (PresentationCount& count : *stored.mutable_counts()) {
    counts[{count.channel(), count.authenticity()}] = std::move(count);
  }
  for (const auto& [alike, tally] : day) {
    PresentationCount& count = counts[alike];
    count.set_channel(alike.first);
    count.set_authenticity(alike.second);
    count.set_count(count.count() + tally.count);
    *count.mutable_last_time() =
        TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(tally.last));
  }
  stored.clear_counts();
  for (auto& [alike, count] : counts) *stored.add_counts() = std::move(count);
}

absl::StatusOr<PresentationDay> Presentations::Read(
    const std::string& key) const {
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes,
                   store_.Find(family_, key));
  PresentationDay day;
  if (bytes.has_value() && !day.ParseFromString(*bytes)) return Unreadable(key);
  return day;
}

absl::Status Presentations::Write() {
  const std::lock_guard writing(writing_);
  Days days;
  {
    const std::lock_guard lock(mutex_);
    std::swap(days, counted_);
  }
  return days.empty() ? absl::OkStatus() : WriteDays(days);
}

absl::Status Presentations::WriteDays(const Days& days) {
  kv::Batch batch(store_);
  for (const auto& [key, counted] : days) {
    ASSIGN_OR_RETURN(PresentationDay day, Read(key));
    AddTo(counted, day);
    batch.Put(family_, key, day.SerializeAsString());
  }
  return store_.Commit(std::move(batch), kv::Durability::kBuffered);
}

void Presentations::Run(const std::stop_token& stop) {
  std::mutex mutex;
  do {
    {
      std::unique_lock lock(mutex);
      stopped_.wait_for(lock, stop, kPause, [] { return false; });
    }
    const absl::Status written = Write();
    if (!written.ok()) {
      base::Log(base::Severity::kWarning, "presentations_not_counted",
                {{"reason", std::string(written.message())}});
    }
  } while (!stop.stop_requested());
}

}  // namespace creditproof::verification
