#include "libs/audit_service/audit_service.h"

#include <google/protobuf/util/time_util.h>

#include <utility>

#include "libs/access/ground_name.h"
#include "libs/audit_service/wanted.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"

namespace creditproof::audit {
namespace {

using google::protobuf::util::TimeUtil;

// Looks wait for a sync; a walk reads all there is.
constexpr std::size_t kLooks = 4;
constexpr std::size_t kWaitingLooks = 64;
constexpr std::size_t kWalks = 2;

// How many entries a walk passes between two words of progress.
constexpr std::uint64_t kProgressEntries = 100'000;

constexpr absl::string_view kAdministrator = "ADMINISTRATOR";

v1::AuditEntry EntryOf(absl::string_view method, const rpc::Caller& caller,
                       absl::Time now) {
  v1::AuditEntry entry;
  *entry.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now));
  entry.set_client(std::string(caller.name()));
  entry.set_method(std::string(method));
  return entry;
}

}  // namespace

absl::StatusOr<std::unique_ptr<AuditServiceImpl>> AuditServiceImpl::Make(
    Trail& trail, access::Judge judge, const config::v1::Server& config,
    rpc::CallObserver observe) {
  ASSIGN_OR_RETURN(rpc::AllowList allowed,
                   rpc::AllowList::Make(v1::AuditService::service_full_name(),
                                        config.allowed_clients()));
  rpc::Authorizer authorize = rpc::AllowClients(allowed);
  return std::make_unique<AuditServiceImpl>(
      trail,
      Lookers{std::move(judge), std::move(allowed), std::move(authorize)},
      std::move(observe), base::SystemClock());
}

AuditServiceImpl::AuditServiceImpl(Trail& trail, Lookers lookers,
                                   rpc::CallObserver observe, base::Clock clock)
    : trail_(trail),
      lookers_(std::move(lookers)),
      clock_(std::move(clock)),
      looks_(kLooks, kWaitingLooks),
      walks_(kWalks, kWalks),
      gate_(lookers_.authorize, observe, looks_),
      stream_gate_(lookers_.authorize, observe, walks_) {}

grpc::ServerUnaryReactor* AuditServiceImpl::ListEntries(
    grpc::CallbackServerContext* context, const v1::ListEntriesRequest* request,
    v1::ListEntriesResponse* response) {
  return gate_.ServeBlocking(
      "ListEntries", context, request, response,
      [this](const auto& r, const auto& caller) { return List(r, caller); });
}

grpc::ServerWriteReactor<v1::VerifyTrailResponse>*
AuditServiceImpl::VerifyTrail(grpc::CallbackServerContext* context,
                              const v1::VerifyTrailRequest* request) {
  return stream_gate_.ServeWriter<v1::VerifyTrailResponse>(
      "VerifyTrail", context, request,
      [this](const auto& r, auto& writer, const auto& caller) {
        return Verify(r, writer, caller);
      });
}

absl::StatusOr<access::Access> AuditServiceImpl::Judge(
    const v1::ListEntriesRequest& request, const access::Look& look) const {
  const std::vector<std::string> names(look.client_names.begin(),
                                       look.client_names.end());
  if (request.ground().kind_case() == access::v1::Ground::KIND_NOT_SET &&
      lookers_.allowed.Admit("VerifyTrail", names).ok()) {
    return access::Access{.ground = std::string(kAdministrator),
                          .actor = names.front(),
                          .may_see_findings = true,
                          .areas = {}};
  }
  ASSIGN_OR_RETURN(access::Access access,
                   lookers_.judge.Admit(request.ground(), look));
  if (access.may_see_findings && access.areas.empty()) return access;
  return base::Error(absl::StatusCode::kPermissionDenied,
                     base::Reason::REASON_GROUND_REFUSED,
                     "a ground that is limited does not show who looked",
                     {{"ground", access.ground}, {"rule", "areas"}});
}

absl::StatusOr<v1::ListEntriesResponse> AuditServiceImpl::List(
    const v1::ListEntriesRequest& request, const rpc::Caller& caller) {
  ASSIGN_OR_RETURN(const Wanted wanted, Wanted::Parse(request));
  const absl::Time now = clock_();
  v1::AuditEntry entry = EntryOf("ListEntries", caller, now);
  entry.set_ground(std::string(access::GroundName(request.ground())));
  entry.set_subject(wanted.code.text());
  entry.set_purpose(request.purpose());
  const absl::StatusOr<access::Access> access =
      Judge(request, {caller.names, wanted.code.text(), now});
  if (!access.ok()) {
    entry.set_outcome(std::string(access::OutcomeOf(access.status())));
    trail_.Add(entry);
    return access.status();
  }
  absl::StatusOr<v1::ListEntriesResponse> response = wanted.Read(trail_);
  entry.set_ground(access->ground);
  entry.set_actor(access->actor);
  entry.set_outcome(response.ok() ? "SHOWN" : "NOT_SHOWN");
  RETURN_IF_ERROR(trail_.WaitDurable(trail_.Add(entry)));
  return response;
}

absl::Status AuditServiceImpl::Verify(const v1::VerifyTrailRequest& request,
                                      Writer& writer,
                                      const rpc::Caller& caller) {
  const std::uint64_t last = trail_.durable_sequence();
  std::uint64_t told = 0;
  const auto go_on = [&](std::uint64_t sequence) {
    if (sequence < told + kProgressEntries) return !writer.cancelled();
    told = sequence;
    v1::VerifyTrailResponse response;
    response.mutable_progress()->set_sequence(sequence);
    response.mutable_progress()->set_last_sequence(last);
    return writer.Write(response);
  };
  ASSIGN_OR_RETURN(v1::TrailState state,
                   trail_.Walk(request.known_end(), go_on));
  v1::AuditEntry entry = EntryOf("VerifyTrail", caller, clock_());
  entry.set_ground(std::string(kAdministrator));
  entry.set_actor(std::string(caller.name()));
  entry.set_outcome(state.has_damage() ? "DAMAGED" : "INTACT");
  trail_.Add(entry);
  v1::VerifyTrailResponse response;
  *response.mutable_state() = std::move(state);
  return writer.Write(response)
             ? absl::OkStatus()
             : absl::CancelledError("the administrator has gone");
}

}  // namespace creditproof::audit
