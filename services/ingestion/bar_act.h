// Barring a subject and lifting the bar: what one act does.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/bar_service.pb.h"
#include "libs/credit_code/credit_code.h"
#include "libs/rpc/authorizer.h"
#include "services/ingestion/act.h"

namespace creditproof::ingestion {

// Errors are those of BarService (bar_service.proto). Each gives the bar as it
// then stands; what stands so already is left alone. Texts were checked.

struct Barring {
  CreditCode subject;
  std::string reason;
  std::string until_date;
  v1::Evidence evidence;
};
absl::StatusOr<v1::Bar> ProposeBar(const Barring& barring,
                                   const rpc::Caller& caller, Act& act);

absl::StatusOr<v1::Bar> ProposeLift(absl::string_view bar_id,
                                    const std::string& reason,
                                    const rpc::Caller& caller, Act& act);

absl::StatusOr<v1::Bar> ApproveBarProposal(absl::string_view proposal_id,
                                           const rpc::Caller& caller, Act& act);

absl::StatusOr<v1::Bar> RejectBarProposal(absl::string_view proposal_id,
                                          const std::string& reason,
                                          const rpc::Caller& caller, Act& act);

}  // namespace creditproof::ingestion
