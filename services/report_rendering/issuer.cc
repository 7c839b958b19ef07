#include "services/report_rendering/issuer.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/hash/hash.h"
#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/log.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "libs/crypto/digest.h"
#include "services/report_rendering/issuing_errors.h"
#include "services/report_rendering/report_check.h"
#include "services/report_rendering/report_data.h"

namespace creditproof::report_rendering {
namespace {

using base::Reason;
using eligibility::v1::CheckEligibilityRequest;
using eligibility::v1::CheckEligibilityResponse;
using eligibility::v1::Verdict;
using report::v1::Intent;
using report::v1::IssueReportResponse;
using report::v1::ReportData;
using report::v1::StoredReport;
using verification::v1::RegisteredReport;

// How often a subject may change under our hands before we give up.
constexpr int kMostAttempts = 5;

CheckEligibilityRequest StrongCheck(const IssueRequest& request,
                                    const access::v1::Ground& ground) {
  CheckEligibilityRequest check = CheckFor(request, ground);
  check.set_consistency(CheckEligibilityRequest::CONSISTENCY_STRONG);
  return check;
}

// A page that leaves out what policy has it list would be false.
absl::Status CheckListsNothing(const Verdict& verdict, const Asker& asker) {
  if (!asker.grant.has_value() || verdict.repaired_count() == 0) {
    return absl::OkStatus();
  }
  return ShowsNoRecords(asker.grant->id.text());
}

// Likewise one that leaves out what lies outside of a duty's areas.
absl::Status CheckShowsAll(const Verdict& verdict, const Asker& asker) {
  const bool shows_all = verdict.findings_size() >= verdict.finding_count() &&
                         verdict.repaired_size() >= verdict.repaired_count();
  const bool is_paged = !verdict.next_findings_page_token().empty();
  if (!asker.ground.has_duty() || shows_all || is_paged) {
    return absl::OkStatus();
  }
  return ShowsPart();
}

// Equal for requests that may have the same answer. The one report of a grant
// is for the request that it was issued to.
std::string DigestOf(const IssueRequest& request, const Asker& asker) {
  if (!asker.grant.has_value()) return request.Sha256();
  return crypto::Sha256(
      absl::StrCat(request.Sha256(), request.request_id, asker.client));
}

bool IsAnothers(const RegisteredReport& report, const CreditCode& code) {
  const absl::StatusOr<ReportData> data =
      claim::ParseReportData(report.report_data());
  if (!data.ok()) return false;
  const absl::StatusOr<CreditCode> other =
      CreditCode::Parse(data->subject().credit_code());
  return other.ok() && *other != code;
}

IssueReportResponse Refusal(const Verdict& verdict, const Asker& asker) {
  IssueReportResponse response;
  *response.mutable_verdict() = verdict;
  if (asker.grant.has_value()) {  // findings only for SUBJECT and DUTY
    response.mutable_verdict()->clear_findings();
    response.mutable_verdict()->clear_finding_count();
    response.mutable_verdict()->clear_next_findings_page_token();
    response.mutable_verdict()->clear_repaired();
    response.mutable_verdict()->clear_repaired_count();
  }
  return response;
}

}  // namespace

Issuer::Issuer(ReportStore& store, Peers peers, Print print, Issuing issuing,
               base::Clock clock)
    : store_(store),
      peers_(std::move(peers)),
      issuing_(std::move(issuing)),
      drafter_(issuing_, std::move(print), store.templates()),
      clock_(std::move(clock)) {}

Issuer::Answer Issuer::Issue(const IssueRequest& request, const Asker& asker) {
  const ReportName name = NameOf(request, asker);
  const std::string request_sha256 = DigestOf(request, asker);
  const std::unique_lock lock(StripeOf(name),
                              absl::ToChronoTime(asker.deadline));
  if (!lock) return Busy();
  ASSIGN_OR_RETURN(const ReportStore::Begun begun,
                   store_.Begin(name, request_sha256));
  const Intent& intent = begun.intent;
  const bool released = !intent.released_pdf_sha256().empty();
  if (intent.request_sha256() != request_sha256) {
    if (!asker.grant.has_value()) return Reused(request.request_id);
    if (released) return Used(asker.grant->id.text(), name);
    RETURN_IF_ERROR(store_.TakeOver(name, request_sha256));
  }
  if (released) return store_.Released(name);

  Answer answer = begun.is_new ? IssueUnregistered(name, request, asker)
                               : IssueUnreleased(name, request, asker);
  if (!answer.ok() || !answer->has_report()) {
    RETURN_IF_ERROR(store_.Forget(name));
  }
  if (base::ReasonOf(answer.status()) == Reason::REASON_REPORT_CONFLICT) {
    return Reused(request.request_id);
  }
  return answer;
}

ReportName Issuer::NameOf(const IssueRequest& request,
                          const Asker& asker) const {
  if (asker.grant.has_value()) {
    return ReportOf(*asker.grant, issuing_.number_secret);
  }
  return {request.code,
          claim::ReportNumber::Make(issuing_.number_secret, request.code,
                                    asker.client, request.request_id)};
}

Issuer::Answer Issuer::IssueUnreleased(const ReportName& name,
                                       const IssueRequest& request,
                                       const Asker& asker) {
  ASSIGN_OR_RETURN(const std::optional<std::string> registered,
                   FindRegistered(name, asker.deadline));
  if (registered) return ReleaseEarlier(name, *registered);
  return IssueUnregistered(name, request, asker);
}

Issuer::Answer Issuer::IssueUnregistered(const ReportName& name,
                                         const IssueRequest& request,
                                         const Asker& asker) {
  Answer answer = absl::AbortedError("");
  for (int i = 0; i < kMostAttempts && absl::IsAborted(answer.status()); ++i) {
    answer = IssueChecked(name, request, asker);
  }
  if (absl::IsAborted(answer.status())) return Unfinished(answer.status());
  return answer;
}

// One attempt. Fails with ABORTED when the subject changed meanwhile.
Issuer::Answer Issuer::IssueChecked(const ReportName& name,
                                    const IssueRequest& request,
                                    const Asker& asker) {
  ASSIGN_OR_RETURN(const CheckEligibilityResponse checked,
                   peers_.check(name.number, StrongCheck(request, asker.ground),
                                asker.deadline));
  if (!MayIssue(checked.verdict(), asker)) {
    return Refusal(checked.verdict(), asker);
  }
  RETURN_IF_ERROR(CheckListsNothing(checked.verdict(), asker));
  RETURN_IF_ERROR(CheckShowsAll(checked.verdict(), asker));
  RETURN_IF_ERROR(issuing_.may_sign());
  ASSIGN_OR_RETURN(const std::uint32_t status_index, store_.StatusIndex(name));
  ASSIGN_OR_RETURN(Draft draft,
                   drafter_.Make({name, status_index, clock_(),
                                  issuing_.signatures, issuing_.templates},
                                 request, checked));
  RETURN_IF_ERROR(store_.Keep(name, draft.printed, draft.stored));
  ASSIGN_OR_RETURN(const std::string registered,
                   Register(name, draft.report, asker.deadline));
  if (registered != draft.report.pdf_sha256()) {
    return ReleaseEarlier(name, registered);
  }
  return Release(name, std::move(draft));
}

// SHA-256 of the PDF that is registered now: that of `report`, or of an earlier
// attempt whose registration arrived late.
absl::StatusOr<std::string> Issuer::Register(const ReportName& name,
                                             const RegisteredReport& report,
                                             absl::Time deadline) {
  const absl::Status status =
      peers_.register_report(name.number, report, deadline);
  if (status.ok()) return report.pdf_sha256();
  if (absl::IsAborted(status) || IsRefusal(status)) {
    RETURN_IF_ERROR(store_.Discard(name, report.pdf_sha256()));
  }
  if (absl::IsAborted(status)) return status;
  if (base::ReasonOf(status) != Reason::REASON_REPORT_CONFLICT) {
    return RegistryFailed(name, status);
  }
  ASSIGN_OR_RETURN(const std::optional<std::string> registered,
                   FindRegistered(name, deadline));
  if (!registered) return Unfinished(status);
  return *registered;
}

// Which of the stored attempts the registry knows, if any. Fails with
// ALREADY_EXISTS (REPORT_CONFLICT) when the number is another subject's.
absl::StatusOr<std::optional<std::string>> Issuer::FindRegistered(
    const ReportName& name, absl::Time deadline) {
  ASSIGN_OR_RETURN(const std::vector<std::string> attempts,
                   store_.Attempts(name));
  if (attempts.empty()) return std::nullopt;
  const absl::StatusOr<RegisteredReport> registered =
      peers_.get_registered(name.number, deadline);
  if (base::ReasonOf(registered.status()) == Reason::REASON_REPORT_NOT_FOUND) {
    return std::nullopt;
  }
  if (!registered.ok()) return RegistryFailed(name, registered.status());
  const std::string& pdf_sha256 = registered->pdf_sha256();
  if (std::find(attempts.begin(), attempts.end(), pdf_sha256) !=
      attempts.end()) {
    return pdf_sha256;
  }
  if (IsAnothers(*registered, name.code)) {
    RETURN_IF_ERROR(DiscardAll(name, attempts));
    return Taken(name);
  }
  base::Log(base::Severity::kError, "unknown_bytes_registered",
            {{"report_number", name.number.text()}});
  return base::Error(absl::StatusCode::kDataLoss, Reason::REASON_STORE_CORRUPT,
                     absl::StrCat("bytes that are not ours are registered as ",
                                  name.number.text()),
                     {{"key", name.text()}});
}

Issuer::Answer Issuer::ReleaseEarlier(const ReportName& name,
                                      absl::string_view pdf_sha256) {
  RETURN_IF_ERROR(store_.Release(name, pdf_sha256));
  return store_.Released(name);
}

// The answer that store_.Released would read.
Issuer::Answer Issuer::Release(const ReportName& name, Draft draft) {
  RETURN_IF_ERROR(store_.Release(name, draft.stored.report()));
  IssueReportResponse response;
  *response.mutable_verdict() = std::move(*draft.stored.mutable_verdict());
  *response.mutable_report() = std::move(*draft.stored.mutable_report());
  response.set_pdf(std::move(draft.printed.pdf));
  return response;
}

absl::Status Issuer::DiscardAll(const ReportName& name,
                                const std::vector<std::string>& attempts) {
  for (const std::string& attempt : attempts) {
    RETURN_IF_ERROR(store_.Discard(name, attempt));
  }
  return absl::OkStatus();
}

absl::Status Issuer::Settle(const ReportName& name, absl::Time deadline) {
  const std::unique_lock lock(StripeOf(name), absl::ToChronoTime(deadline));
  if (!lock) return Busy();
  ASSIGN_OR_RETURN(const bool open, store_.IsOpen(name));
  if (!open) return absl::OkStatus();  // its caller settled it meanwhile
  const absl::StatusOr<std::optional<std::string>> registered =
      FindRegistered(name, deadline);
  if (absl::IsUnavailable(registered.status())) return registered.status();
  if (registered.ok() && *registered) {
    return store_.Release(name, **registered);
  }
  if (registered.ok()) {
    RETURN_IF_ERROR(
        store_.DiscardIssuedBefore(name, clock_() - kUnregisteredKept));
  }
  return store_.Forget(name);
}

std::timed_mutex& Issuer::StripeOf(const ReportName& name) {
  return stripes_[absl::HashOf(name.number.text()) % stripes_.size()];
}

}  // namespace creditproof::report_rendering
