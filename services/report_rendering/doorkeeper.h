// Who may ask what of a subject's reports, and the look that is written down of
// it.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "creditproof/report/v1/grant_service.pb.h"
#include "libs/access/ground.h"
#include "libs/audit/trail.h"
#include "libs/base/clock.h"
#include "libs/rpc/authorizer.h"
#include "services/report_rendering/grants.h"

namespace creditproof::report_rendering {

// A call that was let in.
struct Admitted {
  audit::v1::AuditEntry look;  // to be completed, and noted
  absl::Time now;
  access::Access access{};
  record::v1::Scenario duty{};  // of a DUTY
  std::optional<report::v1::Grant> grant;

  // Whether a SUBJECT or DUTY ground covers a report for this.
  absl::Status CheckCovers(const report::v1::Report& report) const;
};

// Thread-safe. Whom it refuses it writes down as well.
class Doorkeeper {
 public:
  // All must outlive this object.
  Doorkeeper(const access::Judge& judge, Grants& grants, audit::Trail& trail,
             base::Clock clock)
      : judge_(judge),
        grants_(grants),
        trail_(trail),
        clock_(std::move(clock)) {}

  // Fails with PERMISSION_DENIED (GROUND_REFUSED): as access::Judge does and,
  // of a GRANT, with the rule UNKNOWN_GRANT (also to other clients than its
  // receiver's), WRONG_CODE, LOCKED, REVOKED or EXPIRED; or with
  // INVALID_ARGUMENT (INVALID_FIELD) when it is mistyped.
  absl::StatusOr<Admitted> Admit(const std::string& method,
                                 const CreditCode& code,
                                 const access::v1::Ground& ground,
                                 const rpc::Caller& caller);

  // Likewise for the subject itself; all others with the rule ONLY_SUBJECT.
  absl::StatusOr<Admitted> AdmitSubject(const std::string& method,
                                        const CreditCode& code,
                                        const access::v1::Ground& ground,
                                        const rpc::Caller& caller);

  // Writes down what a call came to: on disk before anything of a subject is
  // answered; errors tell nothing of it.
  absl::Status Note(audit::v1::AuditEntry look, absl::string_view outcome,
                    bool tells);

 private:
  absl::Status AdmitGrant(const CreditCode& code,
                          const access::v1::GrantGround& ground,
                          const rpc::Caller& caller, Admitted& admitted);
  bool IsWorthNoting(const audit::v1::AuditEntry& look,
                     const std::string& rule);

  const access::Judge& judge_;
  Grants& grants_;
  audit::Trail& trail_;
  const base::Clock clock_;
  std::mutex mutex_;
  // By client and rule; guarded by mutex_.
  std::map<std::pair<std::string, std::string>, absl::Time> last_try_;
};

}  // namespace creditproof::report_rendering
