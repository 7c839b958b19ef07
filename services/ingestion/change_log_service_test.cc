#include "services/ingestion/change_log_service.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/changelog/temp_log.h"
#include "libs/remote_log/remote_log.h"
#include "libs/rpc/status.h"
#include "libs/rpc/unix_server.h"

namespace creditproof::ingestion {
namespace {

using base::Reason;
using changelog::kPartitions;
using changelog::LogEntry;
using changelog::v1::ChangeLogService;

PartitionSet Served(const std::vector<std::uint32_t>& partitions) {
  auto set = PartitionSet::Make(kPartitions, partitions);
  REQUIRE(set.ok());
  return *std::move(set);
}

// A log of 4 partitions, served over a socket.
struct Fixture {
  explicit Fixture(const std::vector<std::uint32_t>& partitions = {})
      : service(temp.log(), Served(partitions),
                rpc::Gate(rpc::AllowAs("follower"), ignore, calls),
                rpc::StreamGate(rpc::AllowAs("follower"), ignore, streams),
                stopping.get_token()),
        server({&service}),
        stub(server.Connect()) {}

  void Append(std::uint32_t partition, int from, int to,
              std::size_t bytes = 10) {
    for (int i = from; i < to; ++i) {
      REQUIRE(temp.log()
                  .AppendAll(partition,
                             {{absl::StrCat("id", i), std::string(bytes, 'x')}})
                  .ok());
    }
  }

  absl::StatusOr<changelog::v1::GetHeadsResponse> Heads(
      const std::vector<std::uint32_t>& partitions) {
    changelog::v1::GetHeadsRequest request;
    request.mutable_partitions()->Add(partitions.begin(), partitions.end());
    grpc::ClientContext context;
    changelog::v1::GetHeadsResponse response;
    const grpc::Status status = stub.GetHeads(&context, request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  const rpc::CallObserver ignore = [](const rpc::CallRecord&) {};
  changelog::TempLog temp;
  rpc::Executor calls{1, 1};
  rpc::Executor streams{4, 4};
  std::stop_source stopping;
  ChangeLogServiceImpl service;
  rpc::UnixServer server;
  ChangeLogService::Stub stub;
};

// One reading on a thread of its own.
class Reading {
 public:
  Reading(ChangeLogService::Stub& stub, std::uint32_t partition,
          std::uint64_t after_position)
      : thread_([=, this, &stub](const std::stop_token& stop) {
          const grpc::Status ended = remote_log::FollowStub(
              stub, partition, after_position, stop, [this](auto entries) {
                Take(std::move(entries));
                return true;
              });
          const std::lock_guard lock(mutex_);
          ended_ = rpc::FromGrpc(ended);
          has_ended_ = true;
          changed_.notify_all();
        }) {}

  std::vector<LogEntry> WaitFor(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return has_ended_ || entries_.size() >= count; });
    return entries_;
  }

  absl::Status WaitForEnd() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return has_ended_; });
    return ended_;
  }

  absl::Status Stop() {
    thread_.request_stop();
    return WaitForEnd();
  }

  std::size_t largest_batch() {
    const std::lock_guard lock(mutex_);
    return largest_batch_;
  }

 private:
  void Take(std::vector<LogEntry> entries) {
    const std::lock_guard lock(mutex_);
    largest_batch_ = std::max(largest_batch_, entries.size());
    entries_.insert(entries_.end(), entries.begin(), entries.end());
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<LogEntry> entries_;  // guarded by mutex_, as is the rest
  std::size_t largest_batch_ = 0;
  bool has_ended_ = false;
  absl::Status ended_;
  std::jthread thread_;  // last: it uses the above
};

TEST_CASE("A follower gets what there is, and then what is appended") {
  Fixture fixture;
  fixture.Append(1, 0, 3);
  Reading reading(fixture.stub, 1, 0);
  reading.WaitFor(3);
  fixture.Append(1, 3, 5);

  const auto entries = reading.WaitFor(5);

  const auto held = changelog::ReadVerified(fixture.temp.log(), 1);
  REQUIRE(entries.size() == 5);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    CHECK(entries[i].position == held[i].position);
    CHECK(entries[i].stored == held[i].stored);
    CHECK(entries[i].running_sha256 == held[i].running_sha256);
  }
  CHECK(absl::IsCancelled(reading.Stop()));
}

TEST_CASE("A follower goes on after the position that it names") {
  Fixture fixture;
  fixture.Append(0, 0, 5);
  Reading reading(fixture.stub, 0, 3);
  CHECK(reading.WaitFor(2).front().position == 4);
}

TEST_CASE("Large entries come in several messages") {
  Fixture fixture;
  fixture.Append(0, 0, 20, 400'000);  // 8 MB: more than one message may hold
  Reading reading(fixture.stub, 0, 0);
  CHECK(reading.WaitFor(20).size() == 20);
  CHECK(reading.largest_batch() == 3);
}

TEST_CASE("A follower that is ahead of the log is told so") {
  Fixture fixture;
  fixture.Append(0, 0, 2);
  Reading reading(fixture.stub, 0, 3);
  const absl::Status ended = reading.WaitForEnd();
  CHECK(absl::IsDataLoss(ended));
  CHECK(base::ReasonOf(ended) == Reason::REASON_LOG_DIVERGED);
  CHECK(ended.message() ==
        "partition 0 was applied to 3, but its log ends at 2: the log was put "
        "back, or is another one");
}

TEST_CASE("Readings end when the service stops") {
  Fixture fixture;
  fixture.Append(0, 0, 1);
  Reading reading(fixture.stub, 0, 0);
  reading.WaitFor(1);
  fixture.stopping.request_stop();
  const absl::Status ended = reading.WaitForEnd();
  CHECK(absl::IsUnavailable(ended));
  CHECK(base::ReasonOf(ended) == Reason::REASON_PEER_UNAVAILABLE);
}

TEST_CASE("A reader that has enough ends the reading") {
  Fixture fixture;
  fixture.Append(0, 0, 3);
  std::size_t got = 0;
  const grpc::Status ended = remote_log::FollowStub(
      fixture.stub, 0, 0, std::stop_token(), [&](const auto& entries) {
        got = entries.size();
        return false;
      });
  CHECK(ended.error_code() == grpc::StatusCode::CANCELLED);
  CHECK(got == 3);
}

TEST_CASE("Heads are those of the partitions asked for, in that order") {
  Fixture fixture;
  fixture.Append(0, 0, 2);
  fixture.Append(3, 0, 7);

  const auto some = fixture.Heads({3, 1, 0});
  REQUIRE(some.ok());
  REQUIRE(some->heads_size() == 3);
  CHECK(some->heads(0).partition() == 3);
  CHECK(some->heads(0).position() == 7);
  CHECK(some->heads(1).position() == 0);
  CHECK(some->heads(2).position() == 2);
  CHECK(fixture.Heads({})->heads_size() == kPartitions);
}

TEST_CASE("No more heads are told at once than there are partitions") {
  Fixture fixture({0, 1});
  CHECK(fixture.Heads(std::vector<std::uint32_t>(kPartitions, 0)).ok());
  CHECK(base::ReasonOf(
            fixture.Heads(std::vector<std::uint32_t>(kPartitions + 1, 0))
                .status()) == Reason::REASON_INVALID_FIELD);
}

TEST_CASE("A partition that is not served here is refused") {
  Fixture fixture({0, 1});
  CHECK(base::ReasonOf(fixture.Heads({0, 2}).status()) ==
        Reason::REASON_WRONG_PARTITION);
  CHECK(fixture.Heads({})->heads_size() == 2);
  Reading reading(fixture.stub, 2, 0);
  CHECK(base::ReasonOf(reading.WaitForEnd()) == Reason::REASON_WRONG_PARTITION);
}

}  // namespace
}  // namespace creditproof::ingestion
