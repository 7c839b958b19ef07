// Issues reports, so that nothing leaves unregistered and a request that was
// cut off anywhere can be taken up again.
#pragma once

#include <array>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "creditproof/access/v1/ground.pb.h"
#include "creditproof/report/v1/report_service.pb.h"
#include "libs/base/clock.h"
#include "services/report_rendering/draft.h"
#include "services/report_rendering/grant_name.h"
#include "services/report_rendering/issue_request.h"
#include "services/report_rendering/peers.h"
#include "services/report_rendering/press.h"
#include "services/report_rendering/report_data.h"
#include "services/report_rendering/report_store.h"

namespace creditproof::report_rendering {

// Who asks, why, and how long it waits.
struct Asker {
  std::string client;         // of its certificate's names the smallest
  access::v1::Ground ground;  // as the check is asked; without a code
  absl::Time deadline;
  std::optional<GrantName> grant{};  // the one that the ground is
};

// The order: intent, strong check, canonical data, signature, time stamp where
// the policy asks for one, bytes stored, registered, marked released, answered.
// Bytes are on disk before they are registered, and there before they are
// released. Thread-safe.
class Issuer {
 public:
  // `store` must outlive the issuer.
  Issuer(ReportStore& store, Peers peers, Print print, Issuing issuing,
         base::Clock clock);

  // A report, or the verdict that stands in its way. The same client's same
  // request_id gets the same answer byte for byte once a report is released.
  // On a GRANT there is one report whatever the request_id: until it is
  // released, whoever uses the grant goes on with it, and none lists records.
  // Fails with ALREADY_EXISTS (REQUEST_ID_REUSED), PERMISSION_DENIED
  // (GRANT_USED; GROUND_REFUSED with the rule OTHER_AREAS when a duty may not
  // see all that the report would list), FAILED_PRECONDITION
  // (GRANT_SHOWS_NO_RECORDS), UNAVAILABLE
  // (nothing was lost: the same request_id goes on where this one stopped;
  // TIME_STAMP_UNAVAILABLE: the policy requires one and there was none),
  // INTERNAL (the registry refuses what is asked of it), DATA_LOSS (it holds
  // other bytes), or as the check, Issuing::may_sign and the print do.
  absl::StatusOr<report::v1::IssueReportResponse> Issue(
      const IssueRequest& request, const Asker& asker);

  // How long a signed report that the registry does not know is kept: long
  // after any registration of it could still arrive.
  static constexpr absl::Duration kUnregisteredKept = absl::Hours(24 * 7);

  // Settles a request that is open: releases its report if that was registered,
  // forgets the request if nothing came of it, or nothing but reports that were
  // signed longer than kUnregisteredKept ago and never registered. Fails with
  // UNAVAILABLE when the registry cannot be asked: to be called again.
  absl::Status Settle(const ReportName& name, absl::Time deadline);

 private:
  using Answer = absl::StatusOr<report::v1::IssueReportResponse>;

  ReportName NameOf(const IssueRequest& request, const Asker& asker) const;
  Answer IssueUnreleased(const ReportName& name, const IssueRequest& request,
                         const Asker& asker);
  Answer IssueUnregistered(const ReportName& name, const IssueRequest& request,
                           const Asker& asker);
  Answer IssueChecked(const ReportName& name, const IssueRequest& request,
                      const Asker& asker);
  absl::StatusOr<std::string> Register(
      const ReportName& name, const verification::v1::RegisteredReport& report,
      absl::Time deadline);
  absl::StatusOr<std::optional<std::string>> FindRegistered(
      const ReportName& name, absl::Time deadline);
  absl::Status DiscardAll(const ReportName& name,
                          const std::vector<std::string>& attempts);
  Answer Release(const ReportName& name, Draft draft);
  Answer ReleaseEarlier(const ReportName& name, absl::string_view pdf_sha256);
  std::timed_mutex& StripeOf(const ReportName& name);

  ReportStore& store_;
  const Peers peers_;
  const Issuing issuing_;
  const Drafter drafter_;
  const base::Clock clock_;
  // By number; many, since one is held while peers are waited for.
  std::array<std::timed_mutex, 4096> stripes_;
};

}  // namespace creditproof::report_rendering
