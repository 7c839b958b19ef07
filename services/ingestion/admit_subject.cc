#include "services/ingestion/admit_subject.h"

#include <string>

#include "libs/access/ground_name.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"

namespace creditproof::ingestion {
namespace {

constexpr absl::string_view kSubjectGround = "SUBJECT";

}  // namespace

absl::StatusOr<Acting> AdmitSubject(const AuditedCalls& calls,
                                    const access::Judge& judge,
                                    const access::v1::Ground& ground,
                                    const rpc::Caller& caller,
                                    const AuditedCalls::Call& call) {
  const access::Look look{caller.names, call.subject, calls.now()};
  const absl::StatusOr<access::Access> access = judge.Admit(ground, look);
  if (access.ok() && access->ground == kSubjectGround) {
    return Acting{std::string(caller.name()), access->actor, access->ground};
  }
  const Acting refused{std::string(caller.name()), "",
                       std::string(access::GroundName(ground))};
  RETURN_IF_ERROR(
      calls.Note(refused, call, access::OutcomeOf(access.status())));
  RETURN_IF_ERROR(access.status());
  return base::Error(absl::StatusCode::kPermissionDenied,
                     base::Reason::REASON_GROUND_REFUSED,
                     "only the business itself may ask this",
                     {{"ground", access->ground}, {"rule", "subject"}});
}

}  // namespace creditproof::ingestion
