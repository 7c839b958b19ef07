#include "services/report_rendering/grant_service.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"
#include "libs/rpc/deadline.h"
#include "libs/rpc/page.h"

namespace creditproof::report_rendering {
namespace {

using report::v1::CreateGrantRequest;
using report::v1::CreateGrantResponse;
using report::v1::Grant;
using report::v1::ListGrantsRequest;
using report::v1::ListGrantsResponse;
using report::v1::RevokeGrantRequest;

std::string OutcomeOf(const absl::Status& status, const char* done) {
  return status.ok() ? done : absl::StatusCodeToString(status.code());
}

absl::StatusOr<CreditCode> ParseParent(const std::string& parent) {
  absl::StatusOr<CreditCode> code = record::ParseSubjectName(parent);
  if (!code.ok()) return base::InvalidField("parent", code.status().message());
  return code;
}

}  // namespace

grpc::ServerUnaryReactor* GrantServiceImpl::CreateGrant(
    grpc::CallbackServerContext* context, const CreateGrantRequest* request,
    CreateGrantResponse* response) {
  return gate_.ServeBlocking(
      "CreateGrant", context, request, response,
      [this, context](const CreateGrantRequest& r, const rpc::Caller& caller) {
        return Create(r, caller, rpc::DeadlineOf(*context));
      });
}

grpc::ServerUnaryReactor* GrantServiceImpl::ListGrants(
    grpc::CallbackServerContext* context, const ListGrantsRequest* request,
    ListGrantsResponse* response) {
  return gate_.ServeBlocking(
      "ListGrants", context, request, response,
      [this](const ListGrantsRequest& r, const rpc::Caller& caller) {
        return List(r, caller);
      });
}

grpc::ServerUnaryReactor* GrantServiceImpl::RevokeGrant(
    grpc::CallbackServerContext* context, const RevokeGrantRequest* request,
    Grant* response) {
  return gate_.ServeBlocking(
      "RevokeGrant", context, request, response,
      [this](const RevokeGrantRequest& r, const rpc::Caller& caller) {
        return Revoke(r, caller);
      });
}

absl::StatusOr<CreateGrantResponse> GrantServiceImpl::Create(
    const CreateGrantRequest& request, const rpc::Caller& caller,
    absl::Time deadline) {
  ASSIGN_OR_RETURN(const CreditCode code, ParseParent(request.parent()));
  ASSIGN_OR_RETURN(Admitted admitted,
                   Admit("CreateGrant", code, request.ground(), caller));
  ASSIGN_OR_RETURN(
      const GrantRequest asked,
      GrantRequest::Parse(request, parts_.grants.receivers(), admitted.now));

  absl::StatusOr<CreateGrantResponse> answer =
      CreateChecked(asked, request.ground(), caller, admitted.now, deadline);

  admitted.look.set_scenario(asked.grant.scenario());
  admitted.look.set_purpose(asked.grant.purpose());
  if (answer.ok()) admitted.look.set_grant_id(answer->grant().grant_id());
  RETURN_IF_ERROR(parts_.door.Note(std::move(admitted.look),
                                   OutcomeOf(answer.status(), "GRANTED"),
                                   answer.ok()));
  return answer;
}

// What was made is answered again whatever the policy has become.
absl::StatusOr<CreateGrantResponse> GrantServiceImpl::CreateChecked(
    const GrantRequest& asked, const access::v1::Ground& ground,
    const rpc::Caller& caller, absl::Time now, absl::Time deadline) {
  ASSIGN_OR_RETURN(const bool made, parts_.grants.IsMade(asked, caller.name()));
  if (!made) RETURN_IF_ERROR(parts_.check(asked, ground, deadline));
  return parts_.grants.Create(asked, caller.name(), now);
}

absl::StatusOr<ListGrantsResponse> GrantServiceImpl::List(
    const ListGrantsRequest& request, const rpc::Caller& caller) {
  ASSIGN_OR_RETURN(const CreditCode code, ParseParent(request.parent()));
  ASSIGN_OR_RETURN(
      const rpc::Page page,
      rpc::ParsePage(request.page_size(), request.page_token(), code.text()));
  ASSIGN_OR_RETURN(Admitted admitted,
                   Admit("ListGrants", code, request.ground(), caller));

  const absl::StatusOr<std::vector<Grant>> grants =
      parts_.grants.List(code, page.after, page.size, admitted.now);

  RETURN_IF_ERROR(parts_.door.Note(std::move(admitted.look),
                                   OutcomeOf(grants.status(), "LISTED"),
                                   grants.ok()));
  RETURN_IF_ERROR(grants.status());
  ListGrantsResponse response;
  response.mutable_grants()->Add(grants->begin(), grants->end());
  if (grants->size() == page.size) {
    response.set_next_page_token(
        rpc::PageToken(code.text() + grants->back().grant_id(), code.text()));
  }
  return response;
}

absl::StatusOr<Grant> GrantServiceImpl::Revoke(
    const RevokeGrantRequest& request, const rpc::Caller& caller) {
  ASSIGN_OR_RETURN(const GrantName name, GrantName::Parse(request.name()));
  ASSIGN_OR_RETURN(Admitted admitted,
                   Admit("RevokeGrant", name.code, request.ground(), caller));

  absl::StatusOr<Grant> answer = parts_.grants.Revoke(name, admitted.now);

  if (answer.ok()) admitted.look.set_grant_id(name.id.text());
  RETURN_IF_ERROR(parts_.door.Note(std::move(admitted.look),
                                   OutcomeOf(answer.status(), "REVOKED"),
                                   answer.ok()));
  return answer;
}

absl::StatusOr<Admitted> GrantServiceImpl::Admit(
    const char* method, const CreditCode& code,
    const access::v1::Ground& ground, const rpc::Caller& caller) {
  RETURN_IF_ERROR(parts_.partitions.Locate(code.text()).status());
  return parts_.door.AdmitSubject(method, code, ground, caller);
}

}  // namespace creditproof::report_rendering
