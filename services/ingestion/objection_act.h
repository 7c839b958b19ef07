// Opening and closing an objection.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/objection_service.pb.h"
#include "libs/credit_code/credit_code.h"
#include "services/ingestion/act.h"
#include "services/ingestion/acting.h"
#include "services/ingestion/call_fields.h"

namespace creditproof::ingestion {

struct Filing {
  CreditCode subject;
  std::string record_id;
  std::string statement;
  std::string request_id;
};

// As ObjectionService.FileObjection says, the ground having been judged.
absl::StatusOr<v1::Objection> FileObjection(const Filing& filing,
                                            const Acting& acting, Act& act);

struct ObjectionAnswer {
  SourceItem objection;
  std::string text;
  bool upheld;
  bool withdraw_record;
};

// As ObjectionService.AnswerObjection says, the caller having been judged.
absl::StatusOr<v1::Objection> AnswerObjection(const ObjectionAnswer& answer,
                                              const Acting& acting, Act& act);

}  // namespace creditproof::ingestion
