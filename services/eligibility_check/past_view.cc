#include "services/eligibility_check/past_view.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "libs/record/dossier.h"

namespace creditproof::eligibility_check {
namespace {

using record::v1::OpenHold;
using record::v1::OpenMismatch;

SharedState SharedOf(const remote_log::Past& past) {
  SharedState shared;
  TakeSharedChanges(past.shared, shared);
  if (past.policy.has_value()) {
    shared.policy = past.policy->change.policy_activated().policy();
  }
  return shared;
}

}  // namespace

PastView FoldPast(const remote_log::Past& past) {
  PastView folded;
  View& view = folded.view;
  view.point = past.point;
  view.shared = std::make_shared<const SharedState>(SharedOf(past));
  for (const changelog::DecodedEntry& entry : past.own) {
    record::ApplyChange(entry.change, entry.position, folded.dossier);
    view.changed_position = entry.position;
  }
  if (folded.dossier.has_registration()) {
    folded.dossier.mutable_registration()->clear_columns();
  }
  for (auto& record : *folded.dossier.mutable_records()) {
    record.mutable_record()->clear_columns();
  }
  view.standing = policy::StandingOf(folded.dossier);
  return folded;
}

OpenRows OpenRowsOf(const record::v1::SubjectDossier& dossier) {
  OpenRows open{{dossier.holds().begin(), dossier.holds().end()},
                {dossier.mismatches().begin(), dossier.mismatches().end()}};
  std::sort(open.holds.begin(), open.holds.end(),
            [](const OpenHold& a, const OpenHold& b) {
              return a.hold_id() < b.hold_id();
            });
  std::sort(open.mismatches.begin(), open.mismatches.end(),
            [](const OpenMismatch& a, const OpenMismatch& b) {
              return a.mismatch_id() < b.mismatch_id();
            });
  return open;
}

}  // namespace creditproof::eligibility_check
