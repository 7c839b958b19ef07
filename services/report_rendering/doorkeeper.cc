#include "services/report_rendering/doorkeeper.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/access/ground_name.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"

namespace creditproof::report_rendering {
namespace {

using access::v1::Ground;
using audit::v1::AuditEntry;
using google::protobuf::util::TimeUtil;

// Tries of a grant that does not hold are written down once so often for each
// client and rule: the trail must not grow with what anybody tries.
constexpr absl::Duration kGuessPause = absl::Minutes(1);

absl::Status Refused(absl::string_view ground, absl::string_view rule,
                     absl::string_view message) {
  return base::Error(absl::StatusCode::kPermissionDenied,
                     base::Reason::REASON_GROUND_REFUSED, message,
                     {{"ground", ground}, {"rule", rule}});
}

AuditEntry LookOf(const std::string& method, const CreditCode& code,
                  const Ground& ground, const rpc::Caller& caller,
                  absl::Time now) {
  AuditEntry look;
  *look.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now));
  look.set_client(std::string(caller.name()));
  look.set_ground(std::string(access::GroundName(ground)));
  look.set_method(method);
  look.set_subject(code.text());
  return look;
}

// Whether there is such a grant is nobody's business but its receiver's.
absl::Status GrantRefused(const std::string& rule) {
  if (rule == "UNKNOWN" || rule == "OTHER_CLIENT") {
    return Refused("GRANT", "UNKNOWN_GRANT",
                   "this client has no such grant of the subject");
  }
  return Refused("GRANT", rule,
                 rule == "WRONG_CODE" ? "this is not the grant's code"
                 : rule == "LOCKED"
                     ? "too many wrong codes were given for the grant: the "
                       "subject makes another"
                 : rule == "REVOKED" ? "the subject has revoked the grant"
                                     : "the grant has ended");
}

}  // namespace

absl::Status Admitted::CheckCovers(const report::v1::Report& report) const {
  if (access.ground != "DUTY") return absl::OkStatus();
  if (report.scenario() != duty) {
    return Refused("DUTY", "OTHER_SCENARIO",
                   "the duty is for another scenario");
  }
  const auto covered = [this](int area) {
    return std::binary_search(access.areas.begin(), access.areas.end(),
                              static_cast<record::v1::Area>(area));
  };
  if (access.areas.empty() ||
      (!report.areas().empty() &&
       std::all_of(report.areas().begin(), report.areas().end(), covered))) {
    return absl::OkStatus();
  }
  return Refused("DUTY", "areas",
                 "the duty covers some areas: ask for these by name");
}

absl::StatusOr<Admitted> Doorkeeper::Admit(const std::string& method,
                                           const CreditCode& code,
                                           const Ground& ground,
                                           const rpc::Caller& caller) {
  Admitted admitted;
  admitted.now = clock_();
  admitted.look = LookOf(method, code, ground, caller, admitted.now);
  if (ground.has_grant()) {
    RETURN_IF_ERROR(AdmitGrant(code, ground.grant(), caller, admitted));
    return admitted;
  }
  absl::StatusOr<access::Access> access =
      judge_.Admit(ground, {caller.names, code.text(), admitted.now});
  if (!access.ok()) {
    RETURN_IF_ERROR(Note(std::move(admitted.look),
                         access::OutcomeOf(access.status()), false));
    return access.status();
  }
  admitted.access = *std::move(access);
  admitted.duty = ground.duty().scenario();
  admitted.look.set_actor(admitted.access.actor);
  return admitted;
}

absl::StatusOr<Admitted> Doorkeeper::AdmitSubject(const std::string& method,
                                                  const CreditCode& code,
                                                  const Ground& ground,
                                                  const rpc::Caller& caller) {
  if (!ground.has_subject()) {
    RETURN_IF_ERROR(Note(LookOf(method, code, ground, caller, clock_()),
                         "GROUND_REFUSED", false));
    return Refused(access::GroundName(ground), "ONLY_SUBJECT",
                   "only the subject itself may do so");
  }
  return Admit(method, code, ground, caller);
}

absl::Status Doorkeeper::AdmitGrant(const CreditCode& code,
                                    const access::v1::GrantGround& ground,
                                    const rpc::Caller& caller,
                                    Admitted& admitted) {
  ASSIGN_OR_RETURN(Grants::Judged judged,
                   grants_.Judge(code, ground, caller.names, admitted.now));
  AuditEntry& look = admitted.look;
  look.set_grant_id(judged.grant.grant_id());
  look.set_actor(judged.grant.receiver_id());
  if (!judged.refused.empty()) {
    if (IsWorthNoting(look, judged.refused)) {
      RETURN_IF_ERROR(
          Note(look, absl::StrCat("GRANT_", judged.refused), false));
    }
    return GrantRefused(judged.refused);
  }
  look.set_scenario(judged.grant.scenario());
  admitted.access = {.ground = "GRANT",
                     .actor = judged.grant.receiver_id(),
                     .may_see_findings = false,
                     .areas = {}};
  admitted.grant = std::move(judged.grant);
  return absl::OkStatus();
}

// Clients are as many as the allow-lists name, so that this stays small. A
// wrong code locks its grant in the end.
bool Doorkeeper::IsWorthNoting(const AuditEntry& look,
                               const std::string& rule) {
  if (rule == "WRONG_CODE") return true;
  const absl::Time now = clock_();
  const std::lock_guard lock(mutex_);
  const auto [last, is_first] =
      last_try_.emplace(std::pair(look.client(), rule), now);
  if (!is_first && now - last->second < kGuessPause) return false;
  last->second = now;
  return true;
}

absl::Status Doorkeeper::Note(AuditEntry look, absl::string_view outcome,
                              bool tells) {
  look.set_outcome(std::string(outcome));
  const std::uint64_t sequence = trail_.Add(look);
  return tells ? trail_.WaitDurable(sequence) : absl::OkStatus();
}

}  // namespace creditproof::report_rendering
