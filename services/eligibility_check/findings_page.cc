#include "services/eligibility_check/findings_page.h"

#include <algorithm>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/page.h"

namespace creditproof::eligibility_check {
namespace {

constexpr absl::string_view kScope = "findings";
constexpr int kUsualSize = 500;

std::size_t CountOf(const policy::Decision& decision) {
  return decision.counting.size() + decision.repaired.size();
}

// What the findings follow from. Sources come and go with every delivery and
// are no part of it.
std::string StateOf(const View& view, const policy::Decision& decision) {
  const policy::v1::Policy& policy = *view.shared->policy;
  return absl::StrCat(policy.policy_id(), "/", policy.version(), "/",
                      view.changed_position, "/", CountOf(decision));
}

}  // namespace

const policy::Ruling& RulingAt(const policy::Decision& decision,
                               std::size_t index) {
  const std::size_t counting = decision.counting.size();
  return index < counting ? decision.counting[index]
                          : decision.repaired[index - counting];
}

absl::StatusOr<FindingsPage> ParseFindingsPage(
    const eligibility::v1::CheckEligibilityRequest& request, const View& view,
    const policy::Decision& decision) {
  const int asked = request.findings_page_size();
  ASSIGN_OR_RETURN(const rpc::Page page,
                   rpc::ParsePage(asked == 0 ? kUsualSize : asked,
                                  request.findings_page_token(), kScope));
  std::size_t first = 0;
  if (!page.after.empty()) {
    const std::pair<absl::string_view, absl::string_view> parts =
        absl::StrSplit(page.after, absl::MaxSplits('=', 1));
    if (parts.second != StateOf(view, decision)) {
      return base::Error(absl::StatusCode::kAborted,
                         base::Reason::REASON_PAGE_STALE,
                         "the subject or the policy changed since the first "
                         "page; ask for that again");
    }
    if (!absl::SimpleAtoi(parts.first, &first)) {
      return base::InvalidField("findings_page_token", "is none of ours");
    }
  }
  const std::size_t count = CountOf(decision);
  return FindingsPage{std::min(first, count),
                      std::min(first + page.size, count)};
}

std::string NextFindingsToken(const FindingsPage& page, const View& view,
                              const policy::Decision& decision) {
  if (page.end == CountOf(decision)) return {};
  return rpc::PageToken(absl::StrCat(page.end, "=", StateOf(view, decision)),
                        kScope);
}

}  // namespace creditproof::eligibility_check
