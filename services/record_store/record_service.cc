#include "services/record_store/record_service.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <utility>

#include "libs/access/ground_name.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"

namespace creditproof::record_store {
namespace {

using google::protobuf::util::TimeUtil;
using record::v1::CurrentRecord;
using record::v1::GetSubjectRequest;
using record::v1::SubjectDossier;

audit::v1::AuditEntry Entry(const GetSubjectRequest& request,
                            const rpc::Caller& caller,
                            const access::Look& look) {
  audit::v1::AuditEntry entry;
  *entry.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(look.now));
  entry.set_client(std::string(caller.name()));
  entry.set_ground(std::string(access::GroundName(request.ground())));
  entry.set_method("GetSubject");
  entry.set_subject(std::string(look.credit_code));
  return entry;
}

// A duty for some areas sees the records of these only.
void LeaveOutOtherAreas(const std::vector<record::v1::Area>& areas,
                        SubjectDossier& dossier) {
  if (areas.empty()) return;
  auto& records = *dossier.mutable_records();
  records.erase(std::remove_if(records.begin(), records.end(),
                               [&](const CurrentRecord& record) {
                                 return !std::binary_search(
                                     areas.begin(), areas.end(),
                                     record.record().area());
                               }),
                records.end());
}

}  // namespace

RecordServiceImpl::RecordServiceImpl(const History& history,
                                     PartitionSet partitions,
                                     access::Judge judge, audit::Trail& trail,
                                     base::Clock clock, const rpc::Gate& gate)
    : history_(history),
      partitions_(std::move(partitions)),
      judge_(std::move(judge)),
      trail_(trail),
      clock_(std::move(clock)),
      gate_(gate) {}

grpc::ServerUnaryReactor* RecordServiceImpl::GetSubject(
    grpc::CallbackServerContext* context, const GetSubjectRequest* request,
    SubjectDossier* response) {
  return gate_.ServeBlocking(
      "GetSubject", context, request, response,
      [this](const GetSubjectRequest& r, const rpc::Caller& caller) {
        return Get(r, caller);
      });
}

absl::StatusOr<access::Access> RecordServiceImpl::Judge(
    const access::v1::Ground& ground, const access::Look& look) const {
  ASSIGN_OR_RETURN(access::Access access, judge_.Admit(ground, look));
  if (access.may_see_findings) return access;
  return base::Error(absl::StatusCode::kPermissionDenied,
                     base::Reason::REASON_GROUND_REFUSED,
                     "the ground does not show records",
                     {{"ground", access.ground}, {"rule", "findings"}});
}

absl::StatusOr<SubjectDossier> RecordServiceImpl::Get(
    const GetSubjectRequest& request, const rpc::Caller& caller) const {
  const absl::StatusOr<CreditCode> code =
      record::ParseSubjectName(request.name());
  if (!code.ok()) return base::InvalidField("name", code.status().message());
  ASSIGN_OR_RETURN(const std::uint32_t partition,
                   partitions_.Locate(code->text()));

  const access::Look look{caller.names, code->text(), clock_()};
  audit::v1::AuditEntry entry = Entry(request, caller, look);
  const absl::StatusOr<access::Access> access = Judge(request.ground(), look);
  if (!access.ok()) {
    entry.set_outcome("GROUND_REFUSED");
    trail_.Add(std::move(entry));
    return access.status();
  }
  absl::StatusOr<SubjectDossier> dossier =
      history_.Read(partition, *code, request.as_of_position());
  entry.set_actor(access->actor);
  entry.set_outcome(dossier.ok() ? "SHOWN" : "NOT_SHOWN");
  RETURN_IF_ERROR(trail_.WaitDurable(trail_.Add(std::move(entry))));
  if (dossier.ok()) LeaveOutOtherAreas(access->areas, *dossier);
  return dossier;
}

}  // namespace creditproof::record_store
