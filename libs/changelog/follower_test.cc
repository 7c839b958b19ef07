#include "libs/changelog/follower.h"

#include <catch2/catch.hpp>
#include <condition_variable>
#include <map>
#include <mutex>

#include "absl/strings/str_cat.h"
#include "libs/changelog/local_source.h"
#include "libs/changelog/partition_follower.h"
#include "libs/changelog/temp_log.h"

namespace creditproof::changelog {
namespace {

// Keeps what it applied; can be told to fail.
class Recorder final : public Applier {
 public:
  absl::StatusOr<Applied> Start(std::uint32_t partition) override {
    const std::lock_guard lock(mutex_);
    ++starts_;
    changed_.notify_all();
    return applied_[partition];
  }

  absl::Status Apply(std::uint32_t partition,
                     const std::vector<DecodedEntry>& entries) override {
    const std::lock_guard lock(mutex_);
    if (failures_ > 0) {
      --failures_;
      return absl::UnavailableError("the store is busy");
    }
    for (const DecodedEntry& entry : entries) {
      ids_[partition].push_back(entry.append_id);
      applied_[partition] = {entry.position, entry.running_sha256};
    }
    changed_.notify_all();
    return absl::OkStatus();
  }

  void FailNext(int times) {
    const std::lock_guard lock(mutex_);
    failures_ = times;
  }

  // The ids in order of application, once there are `count` of them.
  std::vector<std::string> WaitForIds(std::uint32_t partition,
                                      std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return ids_[partition].size() >= count; });
    return ids_[partition];
  }

  // The ids, once it has started for the `count`-th time.
  std::vector<std::string> WaitForStarts(std::uint32_t partition, int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return starts_ >= count; });
    return ids_[partition];
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int starts_ = 0;  // guarded by mutex_, as is the rest
  int failures_ = 0;
  std::map<std::uint32_t, Applied> applied_;
  std::map<std::uint32_t, std::vector<std::string>> ids_;
};

// Appends changes with ids from...to - 1.
std::vector<std::string> Fill(ChangeLog& log, std::uint32_t partition, int from,
                              int to) {
  v1::Change change;
  change.mutable_barrier();
  std::vector<std::string> ids;
  for (int i = from; i < to; ++i) {
    ids.push_back(absl::StrCat("id", i));
    REQUIRE(log.AppendAll(partition, {{ids.back(), change.SerializeAsString()}})
                .ok());
  }
  return ids;
}

using Edit = std::function<void(std::vector<LogEntry>&)>;

// The local source, each of whose batches is one entry edited first.
EntrySource Edited(const ChangeLog& log, Edit edit) {
  return [&log, edit](std::uint32_t partition, std::uint64_t after_position,
                      const std::stop_token& stop, const auto& consume) {
    return FollowLocal(log)(partition, after_position, stop,
                            [&](const std::vector<LogEntry>& entries) {
                              for (const LogEntry& entry : entries) {
                                std::vector<LogEntry> batch{entry};
                                edit(batch);
                                const absl::Status consumed =
                                    consume(std::move(batch));
                                if (!consumed.ok()) return consumed;
                              }
                              return absl::OkStatus();
                            });
  };
}

TEST_CASE("A follower applies all there is and all that comes") {
  TempLog temp;
  Recorder recorder;
  auto expected = Fill(temp.log(), 0, 0, 5);
  Fill(temp.log(), 2, 0, 3);
  const Follower follower(FollowLocal(temp.log()), {0, 2}, recorder);

  recorder.WaitForIds(0, 5);
  const auto later = Fill(temp.log(), 0, 5, 9);
  expected.insert(expected.end(), later.begin(), later.end());

  CHECK(recorder.WaitForIds(0, 9) == expected);
  CHECK(recorder.WaitForIds(2, 3).size() == 3);
}

TEST_CASE("A follower that starts again repeats and skips nothing") {
  TempLog temp;
  Recorder recorder;
  Fill(temp.log(), 0, 0, 5);
  {
    const Follower follower(FollowLocal(temp.log()), {0}, recorder);
    recorder.WaitForIds(0, 5);
  }
  temp.Reopen();
  Fill(temp.log(), 0, 5, 8);
  const Follower follower(FollowLocal(temp.log()), {0}, recorder);

  const auto ids = recorder.WaitForIds(0, 8);

  REQUIRE(ids.size() == 8);
  CHECK(ids.front() == "id0");
  CHECK(ids.back() == "id7");
}

TEST_CASE("A gap is not applied, and read again") {
  TempLog temp;
  Recorder recorder;
  const auto expected = Fill(temp.log(), 0, 0, 5);
  bool lost = false;  // used by the one following thread
  const auto lose_third_once = [&lost](std::vector<LogEntry>& batch) {
    if (batch[0].position != 3 || lost) return;
    lost = true;
    batch.clear();
  };
  const Follower follower(Edited(temp.log(), lose_third_once), {0}, recorder);

  CHECK(recorder.WaitForIds(0, 5) == expected);
  CHECK(recorder.WaitForStarts(0, 2) == expected);
}

TEST_CASE("Nothing is applied from a tampered entry on") {
  TempLog temp;
  Recorder recorder;
  Fill(temp.log(), 0, 0, 5);
  const auto tamper_third = [](std::vector<LogEntry>& batch) {
    if (batch[0].position == 3) batch[0].stored.back() ^= 1;
  };
  const Follower follower(Edited(temp.log(), tamper_third), {0}, recorder);

  CHECK(recorder.WaitForStarts(0, 3) == std::vector<std::string>{"id0", "id1"});
}

TEST_CASE("A digest that does not continue is a divergence") {
  TempLog temp;
  Recorder recorder;
  Fill(temp.log(), 0, 0, 5);
  const auto forge_third = [](std::vector<LogEntry>& batch) {
    if (batch[0].position != 3) return;
    batch[0].stored.back() ^= 1;
    batch[0].running_sha256 = NextRunningSha256("", batch[0].stored);
  };
  const Follower follower(Edited(temp.log(), forge_third), {0}, recorder);

  CHECK(recorder.WaitForStarts(0, 3) == std::vector<std::string>{"id0", "id1"});
}

absl::Status Checked(const v1::Change& change) {
  const std::string stored =
      EncodeStored(absl::UnixEpoch(), "id", change.SerializeAsString());
  return CheckNext({}, {1, stored, NextRunningSha256("", stored)}).status();
}

TEST_CASE("A change of an unknown kind, or of a subject unnamed, stops it") {
  v1::Change change;
  change.set_credit_code("91230103TE00000103");
  CHECK(absl::IsDataLoss(Checked(change)));  // the kind of a later version
  change.mutable_record_withdrawn();
  CHECK(Checked(change).ok());
  change.clear_credit_code();
  CHECK(absl::IsDataLoss(Checked(change)));
  change.mutable_source_state();
  CHECK(Checked(change).ok());
  change.mutable_policy_activated();
  CHECK(Checked(change).ok());
}

TEST_CASE("What could not be applied is tried again") {
  TempLog temp;
  Recorder recorder;
  recorder.FailNext(2);
  const auto expected = Fill(temp.log(), 0, 0, 4);
  const Follower follower(FollowLocal(temp.log()), {0}, recorder);

  CHECK(recorder.WaitForIds(0, 4) == expected);
  CHECK(recorder.WaitForStarts(0, 3) == expected);
}

}  // namespace
}  // namespace creditproof::changelog
