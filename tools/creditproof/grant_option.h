// On what ground a command asks about reports: the configuration's, or a grant
// that the subject gave.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "creditproof/access/v1/ground.pb.h"
#include "libs/credit_code/credit_code.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {

struct GrantOption {
  std::string id;
  std::string code;

  bool given() const { return !id.empty(); }
};

// Adds --grant and --code, which go together.
void AddGrantOption(CLI::App& command, GrantOption& option);

absl::StatusOr<access::v1::Ground> GroundFor(const Connection& connection,
                                             const CreditCode& subject,
                                             const GrantOption& option);

}  // namespace creditproof::tool
