#include "services/ingestion/bar_service.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/page.h"
#include "services/ingestion/admit_subject.h"
#include "services/ingestion/appeal_act.h"
#include "services/ingestion/bar_act.h"
#include "services/ingestion/bars.h"
#include "services/ingestion/call_fields.h"
#include "services/ingestion/families.h"
#include "services/ingestion/timed_page.h"
#include "services/ingestion/two_administrators.h"

namespace creditproof::ingestion {
namespace {

using v1::Bar;
using v1::Evidence;
using v1::ListBarsResponse;

constexpr std::size_t kMaxReasonCharacters = 200;
constexpr std::size_t kMaxTextCharacters = 2000;
constexpr std::size_t kMaxPdfBytes = 5 << 20;

absl::StatusOr<CreditCode> ParseSubject(const std::string& credit_code) {
  absl::StatusOr<CreditCode> code = CreditCode::Parse(credit_code);
  if (code.ok()) return code;
  return base::InvalidField("credit_code", code.status().message());
}

absl::StatusOr<std::string> ParseReason(const std::string& reason) {
  return ParseWords("reason", reason, kMaxReasonCharacters);
}

absl::StatusOr<Barring> ParseBarring(const v1::ProposeBarRequest& request) {
  ASSIGN_OR_RETURN(CreditCode subject, ParseSubject(request.credit_code()));
  ASSIGN_OR_RETURN(std::string reason, ParseReason(request.reason()));
  Barring barring{subject, std::move(reason), request.until_date(),
                  request.evidence()};
  ASSIGN_OR_RETURN(*barring.evidence.mutable_text(),
                   ParseWords("evidence.text", request.evidence().text(),
                              kMaxTextCharacters));
  if (request.evidence().pdf().size() > kMaxPdfBytes) {
    return base::InvalidField("evidence.pdf",
                              "不能超过 5 MiB / is longer than 5 MiB");
  }
  return barring;
}

absl::StatusOr<Evidence> EvidenceFor(const std::string& bar_id,
                                     const View& view) {
  ASSIGN_OR_RETURN(std::optional<Evidence> evidence,
                   FindEvidence(view, bar_id));
  if (evidence.has_value()) return *std::move(evidence);
  return ProposalNotFound(bar_id);
}

// Whether the subject is told of it: not of a suspicion. Takes away what is the
// administrators' alone.
bool ShowToSubject(Bar& bar) {
  if (bar.state() == Bar::STATE_PROPOSED ||
      bar.state() == Bar::STATE_REJECTED) {
    return false;
  }
  bar.clear_evidence_pdf_sha256();
  bar.mutable_decision()->clear_proposer();
  bar.mutable_decision()->clear_closer();
  if (bar.has_appeal()) bar.mutable_appeal()->clear_closer();
  if (bar.lift().state() != v1::Decision::STATE_APPROVED) bar.clear_lift();
  if (!bar.has_lift()) return true;
  bar.mutable_lift()->clear_proposer();
  bar.mutable_lift()->clear_closer();
  return true;
}

}  // namespace

grpc::ServerUnaryReactor* BarServiceImpl::ProposeBar(
    grpc::CallbackServerContext* context, const v1::ProposeBarRequest* request,
    Bar* response) {
  return gate_.ServeBlocking(
      "ProposeBar", context, request, response,
      [this](const auto& r, const auto& caller) { return Propose(r, caller); });
}

grpc::ServerUnaryReactor* BarServiceImpl::ProposeLift(
    grpc::CallbackServerContext* context, const v1::ProposeLiftRequest* request,
    Bar* response) {
  return gate_.ServeBlocking(
      "ProposeLift", context, request, response,
      [this](const auto& r, const auto& caller) -> absl::StatusOr<Bar> {
        ASSIGN_OR_RETURN(const std::string reason, ParseReason(r.reason()));
        return Do({"ProposeLift", SubjectOf(r.bar_id()),
                   absl::StrCat("propose to lift the bar ", r.bar_id())},
                  AdministratorOf(caller), [&](Act& act) {
                    return ingestion::ProposeLift(r.bar_id(), reason, caller,
                                                  act);
                  });
      });
}

grpc::ServerUnaryReactor* BarServiceImpl::ApproveBarProposal(
    grpc::CallbackServerContext* context,
    const v1::ApproveBarProposalRequest* request, Bar* response) {
  return gate_.ServeBlocking(
      "ApproveBarProposal", context, request, response,
      [this](const auto& r, const auto& caller) {
        return Do({"ApproveBarProposal", SubjectOf(r.proposal_id()),
                   absl::StrCat("approve the proposal ", r.proposal_id())},
                  AdministratorOf(caller), [&](Act& act) {
                    return ingestion::ApproveBarProposal(r.proposal_id(),
                                                         caller, act);
                  });
      });
}

grpc::ServerUnaryReactor* BarServiceImpl::RejectBarProposal(
    grpc::CallbackServerContext* context,
    const v1::RejectBarProposalRequest* request, Bar* response) {
  return gate_.ServeBlocking(
      "RejectBarProposal", context, request, response,
      [this](const auto& r, const auto& caller) -> absl::StatusOr<Bar> {
        ASSIGN_OR_RETURN(const std::string reason, ParseReason(r.reason()));
        return Do({"RejectBarProposal", SubjectOf(r.proposal_id()),
                   absl::StrCat("reject the proposal ", r.proposal_id())},
                  AdministratorOf(caller), [&](Act& act) {
                    return ingestion::RejectBarProposal(r.proposal_id(), reason,
                                                        caller, act);
                  });
      });
}

grpc::ServerUnaryReactor* BarServiceImpl::DismissAppeal(
    grpc::CallbackServerContext* context,
    const v1::DismissAppealRequest* request, Bar* response) {
  return gate_.ServeBlocking(
      "DismissAppeal", context, request, response,
      [this](const auto& r, const auto& caller) -> absl::StatusOr<Bar> {
        ASSIGN_OR_RETURN(const std::string answer,
                         ParseWords("answer", r.answer(), kMaxTextCharacters));
        return Do(
            {"DismissAppeal", SubjectOf(r.bar_id()),
             absl::StrCat("dismiss the appeal against the bar ", r.bar_id())},
            AdministratorOf(caller), [&](Act& act) {
              return ingestion::DismissAppeal(r.bar_id(), answer, caller, act);
            });
      });
}

grpc::ServerUnaryReactor* BarServiceImpl::ListBars(
    grpc::CallbackServerContext* context, const v1::ListBarsRequest* request,
    ListBarsResponse* response) {
  return gate_.ServeBlocking(
      "ListBars", context, request, response,
      [this](const auto& r, const auto& caller) { return List(r, caller); });
}

grpc::ServerUnaryReactor* BarServiceImpl::GetEvidence(
    grpc::CallbackServerContext* context, const v1::GetEvidenceRequest* request,
    Evidence* response) {
  return gate_.ServeBlocking(
      "GetEvidence", context, request, response,
      [this](const auto& r, const auto& caller) {
        return calls_.Show(
            AdministratorOf(caller),
            {"GetEvidence", SubjectOf(r.bar_id()),
             absl::StrCat("the evidence for the bar ", r.bar_id())},
            EvidenceFor(r.bar_id(), View(calls_.store())));
      });
}

grpc::ServerUnaryReactor* BarServiceImpl::FileAppeal(
    grpc::CallbackServerContext* context, const v1::FileAppealRequest* request,
    Bar* response) {
  return gate_.ServeBlocking(
      "FileAppeal", context, request, response,
      [this](const auto& r, const auto& caller) { return Appeal(r, caller); });
}

grpc::ServerUnaryReactor* BarServiceImpl::ListSubjectBars(
    grpc::CallbackServerContext* context,
    const v1::ListSubjectBarsRequest* request, ListBarsResponse* response) {
  return gate_.ServeBlocking(
      "ListSubjectBars", context, request, response,
      [this](const auto& r, const auto& caller) { return ListOwn(r, caller); });
}

absl::StatusOr<Bar> BarServiceImpl::Propose(
    const v1::ProposeBarRequest& request, const rpc::Caller& caller) {
  ASSIGN_OR_RETURN(const Barring barring, ParseBarring(request));
  return Do({"ProposeBar", std::string(barring.subject.text()),
             "propose to bar the subject"},
            AdministratorOf(caller), [&](Act& act) {
              return ingestion::ProposeBar(barring, caller, act);
            });
}

absl::StatusOr<Bar> BarServiceImpl::Appeal(const v1::FileAppealRequest& request,
                                           const rpc::Caller& caller) {
  ASSIGN_OR_RETURN(const CreditCode subject,
                   ParseSubject(request.credit_code()));
  ASSIGN_OR_RETURN(
      const std::string statement,
      ParseWords("statement", request.statement(), kMaxTextCharacters));
  const AuditedCalls::Call call{"FileAppeal", std::string(subject.text()),
                                "appeal against the bar"};
  ASSIGN_OR_RETURN(
      const Acting acting,
      AdmitSubject(calls_, judge_, request.ground(), caller, call));
  ASSIGN_OR_RETURN(Bar bar, Do(call, acting, [&](Act& act) {
                     return ingestion::FileAppeal(subject, statement, acting,
                                                  act);
                   }));
  ShowToSubject(bar);
  return bar;
}

std::string BarServiceImpl::SubjectOf(const std::string& proposal_id) const {
  const auto bar = FindBarOfProposal(View(calls_.store()), proposal_id,
                                     base::ChinaDay(calls_.now()));
  return bar.ok() && bar->has_value() ? (*bar)->credit_code() : "";
}

absl::StatusOr<Bar> BarServiceImpl::Do(const AuditedCalls::Call& call,
                                       const Acting& acting, Decide decide) {
  return calls_.Do<Bar>(acting, call, decide, [](const Bar& bar) {
    return absl::StrCat(Bar::State_Name(bar.state()), " ", bar.bar_id());
  });
}

absl::StatusOr<ListBarsResponse> BarServiceImpl::List(
    const v1::ListBarsRequest& request, const rpc::Caller& caller) const {
  std::string prefix(kAllBars);
  if (!request.credit_code().empty()) {
    ASSIGN_OR_RETURN(const CreditCode code,
                     ParseSubject(request.credit_code()));
    prefix = BarsOfSubject(code.text());
  }
  return calls_.Show(
      AdministratorOf(caller), {"ListBars", request.credit_code(), "list bars"},
      ReadPage(prefix, request.page_size(), request.page_token(),
               absl::StrCat("bars ", request.credit_code(), " ",
                            static_cast<int>(request.state())),
               [&](const Bar& bar) {
                 return request.state() == Bar::STATE_UNSPECIFIED ||
                        request.state() == bar.state();
               }));
}

absl::StatusOr<ListBarsResponse> BarServiceImpl::ListOwn(
    const v1::ListSubjectBarsRequest& request,
    const rpc::Caller& caller) const {
  ASSIGN_OR_RETURN(const CreditCode code, ParseSubject(request.credit_code()));
  const AuditedCalls::Call call{"ListSubjectBars", std::string(code.text()),
                                "bars of the subject"};
  ASSIGN_OR_RETURN(
      const Acting acting,
      AdmitSubject(calls_, judge_, request.ground(), caller, call));
  return calls_.Show(
      acting, call,
      ReadPage(BarsOfSubject(code.text()), request.page_size(),
               request.page_token(), absl::StrCat("bars of ", code.text()),
               ShowToSubject));
}

absl::StatusOr<ListBarsResponse> BarServiceImpl::ReadPage(
    const std::string& prefix, int page_size, const std::string& page_token,
    const std::string& scope, Show show) const {
  ASSIGN_OR_RETURN(const rpc::Page page,
                   rpc::ParsePage(page_size, page_token, scope));
  const View view(calls_.store());
  const absl::CivilDay today = base::ChinaDay(calls_.now());
  ListBarsResponse response;
  const auto add = [&](const std::string& id) -> absl::StatusOr<std::size_t> {
    ASSIGN_OR_RETURN(std::optional<Bar> bar, FindBar(view, id, today));
    if (!bar.has_value() || !show(*bar)) return 0;
    *response.add_bars() = *bar;
    return bar->ByteSizeLong();
  };
  ASSIGN_OR_RETURN(
      *response.mutable_next_page_token(),
      ReadTimedPage(calls_.store(), kDecisions, prefix, page, scope, add));
  return response;
}

}  // namespace creditproof::ingestion
