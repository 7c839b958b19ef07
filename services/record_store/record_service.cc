#include "services/record_store/record_service.h"

#include <google/protobuf/util/time_util.h>

#include <set>
#include <utility>

#include "libs/access/ground_name.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/changelog/strong_position.h"
#include "libs/record/subject_name.h"
#include "libs/rpc/page.h"
#include "services/record_store/revised.h"
#include "services/record_store/revisions.h"
#include "services/record_store/sealed_numbers.h"
#include "services/record_store/visible_areas.h"

namespace creditproof::record_store {
namespace {

using google::protobuf::util::TimeUtil;
using record::v1::DiffRevisionsRequest;
using record::v1::DiffRevisionsResponse;
using record::v1::GetSubjectRequest;
using record::v1::ListRevisionsRequest;
using record::v1::ListRevisionsResponse;
using record::v1::SubjectDossier;

// How long a reader waits for what was appended until now.
constexpr absl::Duration kPatience = absl::Seconds(5);
// So far may the clock of who asks be ahead.
constexpr absl::Duration kClockSkew = absl::Minutes(5);

// InfiniteFuture when no time was asked for.
absl::StatusOr<absl::Time> AsOfTime(const GetSubjectRequest& request,
                                    absl::Time now) {
  if (!request.has_as_of_time()) return absl::InfiniteFuture();
  if (request.as_of_position() != 0) {
    return base::InvalidField("as_of_time", "stands beside as_of_position");
  }
  const absl::Time time =
      absl::FromUnixSeconds(request.as_of_time().seconds()) +
      absl::Nanoseconds(request.as_of_time().nanos());
  if (time > now + kClockSkew) {
    return base::InvalidField("as_of_time", "is in the future");
  }
  return time;
}

// What of the dossier `access` may see; only of that the kinds are named.
absl::StatusOr<SubjectDossier> Finish(const History& history,
                                      std::uint32_t partition,
                                      const access::Access& access,
                                      SubjectDossier dossier) {
  LeaveOutOtherAreas(access.areas, dossier);
  LeaveOutNumbers(dossier);
  std::set<int> kinds;
  for (const record::v1::CurrentRecord& current : dossier.records()) {
    kinds.insert(current.record().kind());
  }
  RETURN_IF_ERROR(history.NameKinds(partition, kinds, dossier.position(),
                                    *dossier.mutable_kind_names()));
  return dossier;
}

}  // namespace

RecordServiceImpl::RecordServiceImpl(const History& history,
                                     changelog::HeadReader& heads,
                                     PartitionSet partitions,
                                     access::Judge judge, audit::Trail& trail,
                                     base::Clock clock, const rpc::Gate& gate)
    : history_(history),
      heads_(heads),
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
      [this](const auto& r, const auto& caller) { return Get(r, caller); });
}

grpc::ServerUnaryReactor* RecordServiceImpl::ListRevisions(
    grpc::CallbackServerContext* context, const ListRevisionsRequest* request,
    ListRevisionsResponse* response) {
  return gate_.ServeBlocking(
      "ListRevisions", context, request, response,
      [this](const auto& r, const auto& caller) { return List(r, caller); });
}

grpc::ServerUnaryReactor* RecordServiceImpl::DiffRevisions(
    grpc::CallbackServerContext* context, const DiffRevisionsRequest* request,
    DiffRevisionsResponse* response) {
  return gate_.ServeBlocking(
      "DiffRevisions", context, request, response,
      [this](const auto& r, const auto& caller) { return Diff(r, caller); });
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

template <typename Response, typename Read>
absl::StatusOr<Response> RecordServiceImpl::Audited(const Look& look,
                                                    Read read) const {
  ASSIGN_OR_RETURN(const std::uint32_t partition,
                   partitions_.Locate(look.code.text()));
  const access::Look judged{look.caller.names, look.code.text(), clock_()};
  audit::v1::AuditEntry entry;
  *entry.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(judged.now));
  entry.set_client(std::string(look.caller.name()));
  entry.set_ground(std::string(access::GroundName(look.ground)));
  entry.set_method(std::string(look.method));
  entry.set_subject(look.code.text());

  const absl::StatusOr<access::Access> access = Judge(look.ground, judged);
  if (!access.ok()) {
    entry.set_outcome(std::string(access::OutcomeOf(access.status())));
    trail_.Add(std::move(entry));
    return access.status();
  }
  absl::StatusOr<Response> response = read(*access, partition);
  entry.set_actor(access->actor);
  entry.set_outcome(response.ok() ? "SHOWN" : "NOT_SHOWN");
  RETURN_IF_ERROR(trail_.WaitDurable(trail_.Add(std::move(entry))));
  return response;
}

absl::StatusOr<SubjectDossier> RecordServiceImpl::Get(
    const GetSubjectRequest& request, const rpc::Caller& caller) const {
  const absl::StatusOr<CreditCode> code =
      record::ParseSubjectName(request.name());
  if (!code.ok()) return base::InvalidField("name", code.status().message());
  ASSIGN_OR_RETURN(const absl::Time as_of, AsOfTime(request, clock_()));
  return Audited<SubjectDossier>(
      {"GetSubject", caller, *code, request.ground()},
      [&](const access::Access& access,
          std::uint32_t partition) -> absl::StatusOr<SubjectDossier> {
        absl::StatusOr<SubjectDossier> dossier =
            as_of == absl::InfiniteFuture()
                ? history_.Read(partition, *code, request.as_of_position())
                : ReadAt(partition, *code, as_of);
        if (!dossier.ok()) return dossier;
        return Finish(history_, partition, access, *std::move(dossier));
      });
}

absl::StatusOr<SubjectDossier> RecordServiceImpl::ReadAt(
    std::uint32_t partition, const CreditCode& code, absl::Time as_of) const {
  const changelog::Progress& progress = history_.progress();
  // The log may still have to bring something of that time, unless it went on.
  if (progress.Applied(partition).data_time <= as_of) {
    const absl::Time deadline = clock_() + kPatience;
    ASSIGN_OR_RETURN(
        const std::uint64_t head,
        changelog::StrongPosition(progress, heads_, partition, deadline));
    RETURN_IF_ERROR(progress.WaitFor(partition, head, deadline));
  }
  return history_.ReadAt(partition, code, as_of);
}

absl::StatusOr<ListRevisionsResponse> RecordServiceImpl::List(
    const ListRevisionsRequest& request, const rpc::Caller& caller) const {
  ASSIGN_OR_RETURN(const Revised revised, ParseRevised(request.name()));
  ASSIGN_OR_RETURN(const rpc::Page page,
                   rpc::ParsePage(request.page_size(), request.page_token(),
                                  request.name()));
  return Audited<ListRevisionsResponse>(
      {"ListRevisions", caller, revised.code, request.ground()},
      [&](const access::Access& access, std::uint32_t partition) {
        return ReadRevisions(history_, partition, revised, access.areas, page,
                             request.name());
      });
}

absl::StatusOr<DiffRevisionsResponse> RecordServiceImpl::Diff(
    const DiffRevisionsRequest& request, const rpc::Caller& caller) const {
  ASSIGN_OR_RETURN(const Revised revised, ParseRevised(request.name()));
  if (revised.what == Revised::What::kSubject) {
    return base::InvalidField("name", "names neither registration nor record");
  }
  return Audited<DiffRevisionsResponse>(
      {"DiffRevisions", caller, revised.code, request.ground()},
      [&](const access::Access& access, std::uint32_t partition) {
        return CompareRevisions(history_, partition, revised, access.areas,
                                request.first_position(),
                                request.second_position());
      });
}

}  // namespace creditproof::record_store
