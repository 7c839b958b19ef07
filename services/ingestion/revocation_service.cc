#include "services/ingestion/revocation_service.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/page.h"
#include "services/ingestion/call_fields.h"
#include "services/ingestion/families.h"
#include "services/ingestion/revocation_act.h"
#include "services/ingestion/revocations.h"
#include "services/ingestion/timed_page.h"
#include "services/ingestion/two_administrators.h"

namespace creditproof::ingestion {
namespace {

using claim::ReportNumber;
using v1::Decision;
using v1::ListRevocationsRequest;
using v1::ListRevocationsResponse;
using v1::Revocation;

constexpr std::size_t kMaxReasonCharacters = 200;

absl::StatusOr<std::string> ParseReason(const std::string& reason) {
  return ParseWords("reason", reason, kMaxReasonCharacters);
}

}  // namespace

grpc::ServerUnaryReactor* RevocationServiceImpl::ProposeRevocation(
    grpc::CallbackServerContext* context,
    const v1::ProposeRevocationRequest* request, Revocation* response) {
  return gate_.ServeBlocking(
      "ProposeRevocation", context, request, response,
      [this](const auto& r, const auto& caller) { return Propose(r, caller); });
}

grpc::ServerUnaryReactor* RevocationServiceImpl::ApproveRevocation(
    grpc::CallbackServerContext* context,
    const v1::ApproveRevocationRequest* request, Revocation* response) {
  return gate_.ServeBlocking(
      "ApproveRevocation", context, request, response,
      [this](const auto& r, const auto& caller) {
        return Do({"ApproveRevocation", SubjectOf(r.proposal_id()),
                   absl::StrCat("approve the revocation ", r.proposal_id())},
                  caller, [&](Act& act) {
                    return ingestion::ApproveRevocation(r.proposal_id(), caller,
                                                        act);
                  });
      });
}

grpc::ServerUnaryReactor* RevocationServiceImpl::RejectRevocation(
    grpc::CallbackServerContext* context,
    const v1::RejectRevocationRequest* request, Revocation* response) {
  return gate_.ServeBlocking(
      "RejectRevocation", context, request, response,
      [this](const auto& r, const auto& caller) -> absl::StatusOr<Revocation> {
        ASSIGN_OR_RETURN(const std::string reason, ParseReason(r.reason()));
        return Do({"RejectRevocation", SubjectOf(r.proposal_id()),
                   absl::StrCat("reject the revocation ", r.proposal_id())},
                  caller, [&](Act& act) {
                    return ingestion::RejectRevocation(r.proposal_id(), reason,
                                                       caller, act);
                  });
      });
}

grpc::ServerUnaryReactor* RevocationServiceImpl::ListRevocations(
    grpc::CallbackServerContext* context, const ListRevocationsRequest* request,
    ListRevocationsResponse* response) {
  return gate_.ServeBlocking("ListRevocations", context, request, response,
                             [this](const auto& r, const auto& caller) {
                               return calls_.Show(
                                   AdministratorOf(caller),
                                   {"ListRevocations", "", "list revocations"},
                                   ReadPage(r));
                             });
}

absl::StatusOr<Revocation> RevocationServiceImpl::Propose(
    const v1::ProposeRevocationRequest& request, const rpc::Caller& caller) {
  const auto number = ReportNumber::Parse(request.report_number());
  if (!number.ok()) {
    return base::InvalidField("report_number", number.status().message());
  }
  const auto subject = CreditCode::Parse(request.credit_code());
  if (!subject.ok()) {
    return base::InvalidField("credit_code", subject.status().message());
  }
  ASSIGN_OR_RETURN(const std::string reason, ParseReason(request.reason()));
  return Do({"ProposeRevocation", std::string(subject->text()),
             absl::StrCat("propose to revoke the report ", number->text())},
            caller, [&](Act& act) {
              return ingestion::ProposeRevocation(*number, *subject, reason,
                                                  caller, act);
            });
}

std::string RevocationServiceImpl::SubjectOf(
    const std::string& proposal_id) const {
  const auto found = FindRevocation(View(calls_.store()), proposal_id);
  return found.ok() && found->has_value() ? (*found)->credit_code() : "";
}

absl::StatusOr<Revocation> RevocationServiceImpl::Do(
    const AuditedCalls::Call& call, const rpc::Caller& caller,
    absl::FunctionRef<absl::StatusOr<Revocation>(Act&)> decide) {
  return calls_.Do<Revocation>(
      AdministratorOf(caller), call, decide, [](const Revocation& revocation) {
        return absl::StrCat(Decision::State_Name(revocation.decision().state()),
                            " ", revocation.report_number(), " ",
                            revocation.credit_code());
      });
}

absl::StatusOr<ListRevocationsResponse> RevocationServiceImpl::ReadPage(
    const ListRevocationsRequest& request) const {
  const std::string scope =
      absl::StrCat("revocations ", static_cast<int>(request.state()));
  ASSIGN_OR_RETURN(
      const rpc::Page page,
      rpc::ParsePage(request.page_size(), request.page_token(), scope));
  const View view(calls_.store());
  ListRevocationsResponse response;
  const auto add = [&](const std::string& id) -> absl::StatusOr<std::size_t> {
    ASSIGN_OR_RETURN(const std::optional<Revocation> revocation,
                     FindRevocation(view, id));
    if (!revocation.has_value()) return 0;
    if (request.state() != Decision::STATE_UNSPECIFIED &&
        request.state() != revocation->decision().state()) {
      return 0;
    }
    *response.add_revocations() = *revocation;
    return revocation->ByteSizeLong();
  };
  ASSIGN_OR_RETURN(
      *response.mutable_next_page_token(),
      ReadTimedPage(calls_.store(), kDecisions, std::string(kAllRevocations),
                    page, scope, add));
  return response;
}

}  // namespace creditproof::ingestion
