// The appeal of who was barred: what one act does.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "creditproof/ingestion/v1/bar_service.pb.h"
#include "libs/credit_code/credit_code.h"
#include "libs/rpc/authorizer.h"
#include "services/ingestion/act.h"
#include "services/ingestion/acting.h"

namespace creditproof::ingestion {

// As BarService.FileAppeal says, the ground having been judged and the
// statement checked.
absl::StatusOr<v1::Bar> FileAppeal(const CreditCode& subject,
                                   const std::string& statement,
                                   const Acting& acting, Act& act);

// As BarService.DismissAppeal says, the answer having been checked.
absl::StatusOr<v1::Bar> DismissAppeal(absl::string_view bar_id,
                                      const std::string& answer,
                                      const rpc::Caller& caller, Act& act);

void CloseAppeal(v1::Appeal::State state, const std::string& answer,
                 const rpc::Caller& caller, absl::Time now, v1::Appeal& appeal);

}  // namespace creditproof::ingestion
