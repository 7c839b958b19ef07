#include "tools/creditproof/grant_option.h"

namespace creditproof::tool {

void AddGrantOption(CLI::App& command, GrantOption& option) {
  CLI::Option* id = command.add_option(
      "--grant", option.id, "主体授权编号，代替配置中的依据 / on this grant");
  CLI::Option* code =
      command.add_option("--code", option.code, "授权的一次性提取码 its code");
  id->needs(code);
  code->needs(id);
}

absl::StatusOr<access::v1::Ground> GroundFor(const Connection& connection,
                                             const CreditCode& subject,
                                             const GrantOption& option) {
  if (!option.given()) return connection.GroundFor(subject);
  access::v1::Ground ground;
  ground.mutable_grant()->set_grant_id(option.id);
  ground.mutable_grant()->set_code(option.code);
  return ground;
}

}  // namespace creditproof::tool
