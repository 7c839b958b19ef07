// Whether a report can come of a grant, before anybody gets one that is good
// for nothing.
#pragma once

#include <utility>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "creditproof/access/v1/ground.pb.h"
#include "libs/report/faces.h"
#include "services/report_rendering/grant_request.h"
#include "services/report_rendering/peers.h"

namespace creditproof::report_rendering {

// Thread-safe.
class GrantCheck {
 public:
  GrantCheck(Peers peers, report::Faces faces)
      : peers_(std::move(peers)), faces_(std::move(faces)) {}

  // Fails with INVALID_ARGUMENT (INVALID_FIELD) about a character that no face
  // has, or a period that the policy in force does not allow; or, where a
  // period is asked for, as the check does. `ground` is the subject's.
  absl::Status operator()(const GrantRequest& request,
                          const access::v1::Ground& ground,
                          absl::Time deadline) const;

 private:
  absl::Status CheckCharacters(const report::v1::Grant& grant) const;
  absl::Status CheckPeriod(const GrantRequest& request,
                           const access::v1::Ground& ground,
                           absl::Time deadline) const;

  const Peers peers_;
  const report::Faces faces_;
};

}  // namespace creditproof::report_rendering
