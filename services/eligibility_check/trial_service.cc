#include "services/eligibility_check/trial_service.h"

#include <google/protobuf/util/time_util.h>

#include <string>
#include <utility>

#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/policy/decide.h"
#include "services/eligibility_check/details.h"

namespace creditproof::eligibility_check {
namespace {

using eligibility::v1::TrialReport;

constexpr std::size_t kMaxTextBytes = std::size_t{64} << 10;
constexpr int kUsualSample = 10;
constexpr int kLargestSample = 100;

absl::Status CheckRequest(const TrialServiceImpl::Request& request) {
  if (request.text().size() > kMaxTextBytes) {
    return base::InvalidField("text", "is longer than 64 KiB");
  }
  if (request.sample_size() < 0 || request.sample_size() > kLargestSample) {
    return base::InvalidField("sample_size", "is not from 0 to 100");
  }
  return absl::OkStatus();
}

void NamePolicies(const policy::v1::Policy& in_force,
                  const policy::v1::Policy& candidate, TrialReport& report) {
  report.set_policy_id(in_force.policy_id());
  report.set_policy_version(in_force.version());
  report.set_candidate_id(candidate.policy_id());
  report.set_candidate_version(candidate.version());
}

void NameKinds(const SharedState& shared, TrialReport& report) {
  for (auto& change : *report.mutable_kinds()) {
    auto name = KindNameOf(change.kind(), shared);
    if (name.has_value()) *change.mutable_kind_name() = *std::move(name);
  }
}

}  // namespace

grpc::ServerWriteReactor<TrialServiceImpl::Response>*
TrialServiceImpl::TryPolicy(grpc::CallbackServerContext* context,
                            const Request* request) {
  return gate_.ServeWriter<Response>(
      "TryPolicy", context, request,
      [this](const Request& r, auto& writer, const rpc::Caller& caller) {
        return Try(r, writer, caller);
      });
}

absl::StatusOr<TrialInput> TrialServiceImpl::InputOf(const Request& request,
                                                     absl::Time now) const {
  RETURN_IF_ERROR(CheckRequest(request));
  ASSIGN_OR_RETURN(policy::v1::Policy candidate,
                   policy::ParsePolicy(request.text()));
  const int sample =
      request.sample_size() == 0 ? kUsualSample : request.sample_size();
  TrialInput input{replica_.store(),    {},
                   partitions_.count(), std::move(candidate),
                   base::ChinaDay(now), static_cast<std::size_t>(sample)};
  for (const std::uint32_t partition : partitions_.served()) {
    input.shared[partition] = replica_.shared(partition);
  }
  return input;
}

absl::Status TrialServiceImpl::Note(const rpc::Caller& caller,
                                    const policy::v1::Policy& candidate,
                                    absl::Time now) const {
  audit::v1::AuditEntry entry;
  *entry.mutable_time() =
      google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(
          absl::ToUnixMicros(now));
  entry.set_client(std::string(caller.name()));
  entry.set_ground("ADMINISTRATOR");
  entry.set_method("TryPolicy");
  entry.set_policy_id(candidate.policy_id());
  entry.set_policy_version(candidate.version());
  entry.set_outcome("TRIED");
  return trail_.WaitDurable(trail_.Add(entry));
}

absl::Status TrialServiceImpl::Try(const Request& request,
                                   rpc::ServerWriter<Response>& writer,
                                   const rpc::Caller& caller) const {
  const absl::Time now = clock_();
  ASSIGN_OR_RETURN(const TrialInput input, InputOf(request, now));
  RETURN_IF_ERROR(Note(caller, input.candidate, now));
  ASSIGN_OR_RETURN(const TrialTally tally,
                   TryOnAll(input, [&](std::int64_t done, std::int64_t total) {
                     Response response;
                     response.mutable_progress()->set_subjects_done(done);
                     response.mutable_progress()->set_subjects_total(total);
                     return writer.Write(response);
                   }));
  const SharedState& shared = *input.shared.begin()->second;
  Response response;
  TrialReport& report = *response.mutable_report();
  report = tally.ToReport();
  NamePolicies(*shared.policy, input.candidate, report);
  NameKinds(shared, report);
  return writer.Write(response)
             ? absl::OkStatus()
             : absl::CancelledError("nobody waits for the report");
}

}  // namespace creditproof::eligibility_check
