// A log, record-store and eligibility-check behind it; clients reach them over
// unix sockets. The time is the tests' to say.
#pragma once

#include <google/protobuf/util/time_util.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <memory>
#include <string>

#include "libs/base/error.h"
#include "libs/remote_log/remote_past.h"
#include "libs/rpc/unix_server.h"
#include "services/eligibility_check/instance_for_test.h"
#include "services/record_store/families.h"
#include "services/record_store/history.h"
#include "services/record_store/past_service.h"

namespace creditproof::tests {

using base::Reason;
using eligibility::v1::ReplayCheckRequest;
using eligibility::v1::ReplayCheckResponse;
using eligibility::v1::Verdict;
using eligibility_check::Ask;
using eligibility_check::Change;
using eligibility_check::Instance;
using eligibility_check::kCodes;
using eligibility_check::TestLog;
using google::protobuf::util::TimeUtil;
using Request = Instance::Request;

// Entries that are appended at another time have another time.
inline std::string Code(int number) { return kCodes[number]; }

// record-store behind the log.
class RecordStore {
 public:
  explicit RecordStore(const TestLog& log)
      : heads_([&log] { return log.Heads(); }),
        follower_(changelog::FollowLocal(log.log()), partitions_.served(),
                  *history_) {}

  remote_log::PastReader Reader() {
    return [this](std::uint32_t, const record::v1::ReadPastRequest& request,
                  absl::Time deadline) {
      record::v1::PastService::Stub stub(server_.Connect());
      return remote_log::ReadPast(
          stub, request, deadline, [](const grpc::Status& status) {
            return status.ok() ? absl::OkStatus() : rpc::FromGrpc(status);
          });
    };
  }

 private:
  testing::TempDirectory directory_;
  const PartitionSet partitions_ =
      PartitionSet::Make(eligibility_check::kPartitionCount, {}).value();
  const std::unique_ptr<kv::Store> store_ =
      kv::Store::Open(directory_.path() / "data", record_store::FamilySpecs())
          .value();
  const std::unique_ptr<record_store::History> history_ =
      record_store::History::Open(*store_, partitions_).value();
  changelog::HeadReader heads_;
  changelog::Follower follower_;
  rpc::Executor executor_{4, 4};
  record_store::PastServiceImpl service_{
      *store_,
      *history_,
      heads_,
      partitions_,
      base::SystemClock(),
      rpc::StreamGate(
          rpc::AllowAs("eligibility-check.creditproof"),
          [](const rpc::CallRecord&) {}, executor_)};
  rpc::UnixServer server_{&service_};
};

class Fixture {
 public:
  // What was asked and answered, and all that a replay needs of it.
  struct Answered {
    Request request;
    Verdict verdict;
  };

  absl::StatusOr<Verdict> Check(const Request& request) {
    const auto response = instance.Check(request);
    if (!response.ok()) return response.status();
    return response->verdict();
  }

  Verdict VerdictOn(const Request& request) {
    const auto verdict = Check(request);
    INFO(verdict.status());
    REQUIRE(verdict.ok());
    return *verdict;
  }

  // The question again, from where `verdict` was answered.
  static ReplayCheckRequest Again(const Request& request,
                                  const Verdict& verdict) {
    ReplayCheckRequest replay;
    *replay.mutable_check() = request;
    replay.set_position(verdict.basis().position());
    *replay.mutable_decision_time() = verdict.basis().decision_time();
    return replay;
  }

  ReplayCheckResponse Replay(const ReplayCheckRequest& request) {
    const auto response = instance.Replay(request);
    INFO(response.status());
    REQUIRE(response.ok());
    return *response;
  }

  Reason ReasonOf(const ReplayCheckRequest& request) {
    return base::ReasonOf(instance.Replay(request).status());
  }

  // Microseconds since 1970; what the services take as now.
  std::atomic<std::int64_t> now{absl::ToUnixMicros(absl::Now())};
  TestLog log;
  RecordStore record_store{log};
  testing::TempDirectory folder;
  Instance instance{log,
                    folder.path(),
                    {.clock = [this] { return absl::FromUnixMicros(now); },
                     .read_past = record_store.Reader()}};
};

}  // namespace creditproof::tests
